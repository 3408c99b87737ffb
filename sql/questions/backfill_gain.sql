-- Grain: one month of publication.
-- Title: What did backfills add to the months that live polling covers?
-- Topic: coverage
-- Meaning: Articles by month of publication (else of first sighting) and by the kind of run that showed them first.
-- Cannot know: What neither live polling nor any archive has.
-- Chart: month by articles
SELECT
    date_trunc('month', coalesce(article.published_at, article.first_seen_at))::DATE AS "month",
    count(*) AS articles,
    count(*) FILTER (run.mode <> 'backfill') AS live,
    count(*) FILTER (run.mode = 'backfill') AS backfilled
FROM news.headlines AS article
INNER JOIN news.fetches AS capture ON capture.capture_id = article.capture_id
INNER JOIN news.runs AS run ON run.segment_id = capture.segment_id
GROUP BY ALL
ORDER BY "month"
