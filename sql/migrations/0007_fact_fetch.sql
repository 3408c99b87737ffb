-- Grain: one capture: what was asked, what came, what became of it. Columns are the fields of `records.Fetch`.

CREATE TABLE main.fact_fetch (
    capture_id TEXT NOT NULL,
    segment_id TEXT NOT NULL,
    run_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    url TEXT NOT NULL,
    final_url TEXT NOT NULL,
    feed_url TEXT,
    fetched_at TIMESTAMPTZ NOT NULL,
    outcome TEXT NOT NULL,
    detail TEXT NOT NULL,
    status INTEGER,
    body_bytes BIGINT NOT NULL,
    payload_sha256 TEXT,
    etag TEXT,
    last_modified TEXT,
    retry_after INTEGER,
    interval_floor INTEGER,
    moved_to TEXT,
    seconds DOUBLE NOT NULL,
    warc_file TEXT NOT NULL,
    warc_offset BIGINT NOT NULL,
    result TEXT NOT NULL,
    reason TEXT NOT NULL,
    article_id TEXT,
    version_id TEXT,
    entries_listed INTEGER NOT NULL,
    entries_kept INTEGER NOT NULL,
    entries_duplicate INTEGER NOT NULL,
    entries_rejected INTEGER NOT NULL
);

COMMENT ON TABLE main.fact_fetch IS 'Grain: one capture: what was asked, what came, what became of it. Columns are the fields of `records.Fetch`.';
COMMENT ON COLUMN main.fact_fetch.capture_id IS 'identity of kind, address and instant';
COMMENT ON COLUMN main.fact_fetch.segment_id IS 'capture segment';
COMMENT ON COLUMN main.fact_fetch.run_id IS 'run that asked';
COMMENT ON COLUMN main.fact_fetch.kind IS 'feed, page or robots';
COMMENT ON COLUMN main.fact_fetch.url IS 'address as requested';
COMMENT ON COLUMN main.fact_fetch.final_url IS 'address after redirects';
COMMENT ON COLUMN main.fact_fetch.feed_url IS 'the feed that led to this page';
COMMENT ON COLUMN main.fact_fetch.fetched_at IS 'when it was asked';
COMMENT ON COLUMN main.fact_fetch.outcome IS 'how the request ended; exactly one of records.FetchOutcome';
COMMENT ON COLUMN main.fact_fetch.detail IS 'more about the outcome, for people';
COMMENT ON COLUMN main.fact_fetch.status IS 'HTTP status; null without an answer';
COMMENT ON COLUMN main.fact_fetch.body_bytes IS 'bytes that came over the wire';
COMMENT ON COLUMN main.fact_fetch.payload_sha256 IS 'of the decoded body; for unchanged that of the body it repeats';
COMMENT ON COLUMN main.fact_fetch.etag IS 'validator';
COMMENT ON COLUMN main.fact_fetch.last_modified IS 'validator';
COMMENT ON COLUMN main.fact_fetch.retry_after IS 'seconds that the server asks us to wait';
COMMENT ON COLUMN main.fact_fetch.interval_floor IS 'seconds between polls that server or feed ask for';
COMMENT ON COLUMN main.fact_fetch.moved_to IS 'new address, where every redirect was permanent';
COMMENT ON COLUMN main.fact_fetch.seconds IS 'duration of the request';
COMMENT ON COLUMN main.fact_fetch.warc_file IS 'file that holds the bytes, relative to INGEST_HOME';
COMMENT ON COLUMN main.fact_fetch.warc_offset IS 'byte offset of the record in it';
COMMENT ON COLUMN main.fact_fetch.result IS 'article, feed, nothing or rejected';
COMMENT ON COLUMN main.fact_fetch.reason IS 'why rejected, else empty';
COMMENT ON COLUMN main.fact_fetch.article_id IS 'article that the page shows';
COMMENT ON COLUMN main.fact_fetch.version_id IS 'version that the page shows';
COMMENT ON COLUMN main.fact_fetch.entries_listed IS 'feeds: entries in the document = kept + duplicate + rejected';
COMMENT ON COLUMN main.fact_fetch.entries_kept IS 'feeds: entries kept';
COMMENT ON COLUMN main.fact_fetch.entries_duplicate IS 'feeds: entries that the same document lists twice';
COMMENT ON COLUMN main.fact_fetch.entries_rejected IS 'feeds: entries that cannot be used';
