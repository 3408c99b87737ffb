-- Grain: one row: how many articles there are before and after, and how many are read alike.
SELECT
    (SELECT count(*) FROM published.news.headlines) AS articles_before,
    (SELECT count(*) FROM rebuilt.news.headlines) AS articles_after,
    (SELECT count(DISTINCT article_id) FROM temp.reading_change) AS articles_changed
