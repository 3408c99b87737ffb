-- Grain: one row: the capture that shows the latest version of an article; none where the snapshot lacks it.
SELECT
    capture.warc_file,
    capture.warc_offset,
    capture.final_url
FROM news.articles AS article
INNER JOIN main.fact_fetch AS capture ON capture.capture_id = article.capture_id
WHERE article.article_id = $article_id;
