-- Grain: one version of one article with the capture that shows it first.
-- Title: From which bytes was this row made, by which code?
-- Topic: operations
-- Meaning: File and offset of the WARC record that holds the page, the run that fetched it, and the producer that read
--   it. Without an article it shows the newest.
-- Cannot know: Nothing is unknown here; a capture that was removed on request is missing from its file.
-- Parameter article (text, default none): article_id
-- Parameter rows (integer, default 20): rows at most
SELECT
    version.article_id,
    version.version_no,
    version.title,
    capture.fetched_at,
    capture.warc_file,
    capture.warc_offset,
    run.run_id,
    run.software,
    version.version_id
FROM news.versions AS version
INNER JOIN news.fetches AS capture ON capture.capture_id = version.capture_id
LEFT JOIN news.runs AS run ON run.segment_id = capture.segment_id
WHERE $article::TEXT IS NULL OR version.article_id = $article::TEXT
ORDER BY capture.fetched_at DESC, version.article_id, version.version_no
LIMIT $rows::INTEGER
