-- Purpose: the share (0 to 1) of an outlet's articles, first seen in a half-open period, that were taken from an agency.
CREATE OR REPLACE MACRO news.wire_share(wanted_outlet, since, until) AS (
    SELECT
        count(*) FILTER (
            article.agency_id IS NOT NULL OR article.parent_agency_id IS NOT NULL OR parent.outlet_kind = 'agency'
        ) / nullif(count(*), 0)
    FROM news.headlines AS article
    LEFT JOIN news.headlines AS parent ON parent.article_key = article.parent_key
    WHERE article.outlet_id = wanted_outlet AND article.first_seen_at >= since AND article.first_seen_at < until
);

COMMENT ON MACRO news.wire_share IS 'The share (0 to 1) of the articles of an outlet (its outlet_id), first seen from `since` and before `until`, that were taken from an agency; null where there are none.';
