-- Grain: one capture: a request and what became of it.
CREATE OR REPLACE VIEW news.fetches AS
SELECT
    capture_id,
    kind,
    channel,
    url,
    final_url,
    feed_url,
    fetched_at,
    outcome,
    detail,
    status,
    body_bytes,
    seconds,
    result,
    reason,
    article_id,
    version_id,
    run_id,
    segment_id,
    warc_file,
    warc_offset
FROM main.fact_fetch;

COMMENT ON VIEW news.fetches IS 'Grain: one capture: a request and what became of it.';
COMMENT ON COLUMN news.fetches.capture_id IS 'identity of kind, address and instant';
COMMENT ON COLUMN news.fetches.kind IS 'feed, page, robots or hub';
COMMENT ON COLUMN news.fetches.channel IS 'request (we asked), push (a hub brought it), drop (from the drop folder) or backfill (history)';
COMMENT ON COLUMN news.fetches.url IS 'address as requested';
COMMENT ON COLUMN news.fetches.final_url IS 'address after redirects';
COMMENT ON COLUMN news.fetches.feed_url IS 'the feed that led to this page';
COMMENT ON COLUMN news.fetches.fetched_at IS 'when it was asked';
COMMENT ON COLUMN news.fetches.outcome IS 'how the request ended';
COMMENT ON COLUMN news.fetches.detail IS 'more about the outcome';
COMMENT ON COLUMN news.fetches.status IS 'HTTP status';
COMMENT ON COLUMN news.fetches.body_bytes IS 'bytes over the wire';
COMMENT ON COLUMN news.fetches.seconds IS 'duration';
COMMENT ON COLUMN news.fetches.result IS 'article, feed, nothing or rejected';
COMMENT ON COLUMN news.fetches.reason IS 'why rejected';
COMMENT ON COLUMN news.fetches.article_id IS 'article that the page shows';
COMMENT ON COLUMN news.fetches.version_id IS 'version that the page shows';
COMMENT ON COLUMN news.fetches.run_id IS 'run that asked';
COMMENT ON COLUMN news.fetches.segment_id IS 'capture segment';
COMMENT ON COLUMN news.fetches.warc_file IS 'file that holds the bytes, relative to INGEST_HOME';
COMMENT ON COLUMN news.fetches.warc_offset IS 'byte offset of the record in it';
