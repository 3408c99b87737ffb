-- Grain: one row: how much the snapshot holds.
SELECT
    (SELECT count(*) FROM news.articles) AS articles,
    (SELECT count(*) FROM news.versions) AS versions,
    (SELECT count(*) FROM news.families) AS families,
    (SELECT count(*) FROM news.articles WHERE relation = 'copy') AS copies,
    (SELECT count(DISTINCT outlet_id) FROM news.articles) AS outlets,
    (SELECT count(DISTINCT language) FROM news.articles) AS languages,
    (SELECT count(*) FROM news.edits) AS edits,
    (SELECT strftime(max(fetched_at), '%Y-%m-%dT%H:%M:%SZ') FROM main.fact_fetch) AS last_capture;
