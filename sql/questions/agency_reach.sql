-- Grain: one agency that is credited for texts.
-- Title: Which agency's copy runs most, and in how many outlets?
-- Topic: copies
-- Meaning: Articles that credit the agency for their text (not for a picture), the outlets and owners that ran them,
--   and the number of different texts among them.
-- Cannot know: Copy that an outlet ran without a credit, unless the agency's own page was captured.
-- Parameter since (day, default none): only articles first seen on or after this day
-- Chart: agency by articles
SELECT
    article.agency,
    count(*) AS articles,
    count(DISTINCT article.outlet_id) AS outlets,
    count(DISTINCT article.owner_id) AS owners,
    count(DISTINCT article.family_key) AS texts
FROM news.headlines AS article
WHERE
    article.agency_id IS NOT NULL
    AND article.outlet_kind <> 'agency'
    AND ($since::DATE IS NULL OR article.first_seen_at >= $since::DATE)
GROUP BY article.agency
ORDER BY articles DESC, article.agency
