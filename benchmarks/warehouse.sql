-- Purpose: a made-up year of news for benchmarks/warehouse.py; each statement ends with a semicolon at the end of its line.

-- first: macros and the articles that are made

CREATE OR REPLACE TEMP MACRO zipf(n, salt, i) AS
    least(n - 1, floor(n ** (hash(i, salt) % 1000003 / 1000003.0)) - 1)::INTEGER;

CREATE OR REPLACE TEMP MACRO seen(i) AS TIMESTAMPTZ '2024-01-01 00:00:00Z' + to_seconds((i * 31 % 31536000)::DOUBLE);

CREATE OR REPLACE TEMP MACRO word(salt, i) AS
    ['minister', 'market', 'storm', 'court', 'record', 'league', 'harvest', 'bridge', 'budget', 'school', 'river',
    'police', 'energy', 'museum', 'border', 'doctor', 'island', 'factory', 'election', 'railway'][
    1 + zipf(20, salt, i)];

CREATE OR REPLACE TEMP TABLE made AS
SELECT
    i, 'a' || lpad(i::TEXT, 15, '0') AS article_id, 'v' || lpad(i::TEXT, 15, '0') AS version_id,
    'c' || lpad(i::TEXT, 15, '0') AS capture_id, 'outlet' || zipf(400, 1, i) || '.example' AS outlet_id,
    'segment-' || lpad((i // 1000)::TEXT, 6, '0') AS segment_id, seen(i) AS seen_at,
    CASE WHEN i % 10 < 3 AND i > 100 THEN i - 1 - (i % 10) END AS parent
FROM range($first::BIGINT, $last::BIGINT) AS t (i);

-- dimensions, once

INSERT INTO main.dim_outlet BY NAME SELECT 'outlet' || i || '.example' AS outlet_id, 'outlet' || i || '.example' AS
    domain, 'Outlet ' || i AS name, CASE WHEN i % 40 = 0 THEN 'agency' ELSE 'newspaper' END AS kind,
    'owner' || i // 2 AS family_id FROM range(400) AS t (i);

INSERT INTO main.dim_feed BY NAME SELECT 'https://outlet' || i || '.example/feed' AS feed_url, 'feed' || i AS
    feed_id, 'outlet' || i || '.example' AS outlet_id, true AS is_subscribed FROM range(400) AS t (i);

INSERT INTO main.dim_agency BY NAME SELECT 'agency' || i AS agency_id, 'Agency ' || i AS name
    FROM range(30) AS t (i);

INSERT INTO main.dim_producer VALUES ('articles', $articles, true), ('facts', $facts, true);

-- tables

INSERT INTO main.fact_fetch BY NAME SELECT capture_id, segment_id, 'run' AS run_id, 'page' AS kind,
    'https://' || outlet_id || '/' || i AS url, 'https://' || outlet_id || '/' || i AS final_url,
    seen_at AS fetched_at, 'fetched' AS outcome, '' AS detail, 200 AS status, 3000 AS body_bytes, 0.2 AS seconds,
    'w' AS warc_file, i AS warc_offset, 'article' AS result, '' AS reason, article_id, version_id,
    0 AS entries_listed, 0 AS entries_kept, 0 AS entries_duplicate, 0 AS entries_rejected, 'request' AS channel
    FROM made;

INSERT INTO main.fact_version BY NAME SELECT $articles AS producer, version_id, article_id, capture_id,
    segment_id, outlet_id, 'https://' || outlet_id || '/' || i AS url, 'https://' || outlet_id || '/' || i
    AS canonical_url, 1 AS version_no, true AS is_latest, seen_at AS first_seen_at, seen_at AS last_seen_at,
    seen_at AS article_seen_at, 1 AS sightings, 90 AS word_count, 'page' AS body_source, seen_at - INTERVAL
    (zipf(600, 3, i)) MINUTE AS published_at, seen_at::DATE AS published_day, 'minute' AS published_precision,
    'offset' AS published_basis, 'jsonld:datePublished' AS published_origin,
    ['en', 'de', 'fr', 'es'][1 + zipf(4, 4, i)] AS language, [] AS notices, 'article' AS page_kind,
    false AS is_partial FROM made;

INSERT INTO main.article_text BY NAME SELECT version_id, article_id, word(5, i) || ' ' || word(6, i) || ' ' ||
    (i % 5000) AS title, array_to_string(list_transform(range(90), lambda k: word(7, i * 97 + k) ||
    CASE WHEN k % 3 = 0 THEN (hash(i, k) % 100000)::TEXT ELSE '' END), ' ') || ' ' || repeat('x', 40) AS "text"
    FROM made;

INSERT INTO main.fact_credit BY NAME SELECT $articles AS producer, version_id, article_id, 0 AS ordinal,
    'agency' || zipf(30, 8, i) AS agency_id, 'Agency' AS name, 'text' AS kind, 'byline' AS "where", 'A' AS raw
    FROM made WHERE i % 3 = 0;

INSERT INTO main.fact_family_member BY NAME SELECT $articles AS producer, article_id,
    'a' || lpad(coalesce(parent, i)::TEXT, 15, '0') AS family_id, CASE WHEN parent IS NULL THEN 'original' ELSE
    'copy' END AS relation, CASE WHEN parent IS NOT NULL THEN 'a' || lpad(parent::TEXT, 15, '0') END AS parent_id,
    0.95 AS score, 'containment' AS method, 'published' AS evidence, 0.8 AS confidence FROM made;

INSERT INTO main.fact_edit BY NAME SELECT $articles AS producer, article_id, capture_id, seen_at, 'edit' AS
    kind, version_id AS from_version_id, version_id AS to_version_id, i % 2 = 0 AS headline_changed, true AS
    body_changed, i % 3 AS figures_changed, [] AS notices_added FROM made WHERE i % 50 = 0;

INSERT INTO main.fact_mention BY NAME SELECT $articles AS articles_producer, $facts AS producer, version_id,
    article_id, segment_id, k AS ordinal, 'Place ' || zipf(3000, 9, i * 10 + k) AS name, k AS "start", k + 5 AS
    "end", 'city' AS kind, chr((65 + zipf(26, 10, i * 10 + k))::INTEGER) || 'X' AS country
    FROM made, range(10) AS r (k);

INSERT INTO main.fact_lineage BY NAME SELECT $articles AS articles_producer, $facts AS producer, version_id,
    article_id, segment_id, k AS ordinal, k AS depth, CASE k WHEN 0 THEN outlet_id ELSE 'Source ' ||
    zipf(2000, 11, i + k) END AS name, CASE k WHEN 0 THEN 'outlet' WHEN 1 THEN 'agency' ELSE 'document' END AS kind,
    CASE k WHEN 0 THEN 'publishes' ELSE 'cites' END AS relation, 'text' AS evidence, 1.0 AS score
    FROM made, range(3) AS r (k) WHERE k < 1 + i % 3;

INSERT INTO main.fact_citation BY NAME SELECT $articles AS articles_producer, $facts AS producer, version_id,
    article_id, segment_id, 0 AS ordinal, 'cited' AS role, 'Source ' || zipf(2000, 12, i) AS name, 'outlet' AS kind,
    0 AS "start", 5 AS "end", 1 AS depth FROM made WHERE i % 2 = 0;

INSERT INTO main.fact_attribution BY NAME SELECT $articles AS articles_producer, $facts AS producer, version_id,
    article_id, segment_id, k AS ordinal, [{'start': 0, 'end': 5}] AS source, [{'start': 0, 'end': 5}] AS cue,
    [{'start': 0, 'end': 5}] AS content, 'indirect' AS kind, ['person', 'anonymous'][1 + k] AS source_type,
    'Person ' || zipf(20000, 13, i) AS source_name, 1.0 AS score FROM made, range(2) AS r (k);

INSERT INTO main.fact_quote BY NAME SELECT $articles AS articles_producer, $facts AS producer, version_id,
    article_id, segment_id, 0 AS ordinal, 'q' || coalesce(parent, i) AS quote_id, 0 AS "start", 40 AS "end",
    'Person ' || zipf(20000, 14, i) AS speaker, true AS is_closed FROM made;

INSERT INTO main.fact_time_expression BY NAME SELECT $articles AS articles_producer, $facts AS producer,
    version_id, article_id, segment_id, 0 AS ordinal, 0 AS "start", 5 AS "end", 'Monday' AS "text", 'x' AS value,
    seen_at::DATE - zipf(60, 15, i) AS first_day, seen_at::DATE - zipf(60, 15, i) AS last_day, 'published' AS anchor
    FROM made;

INSERT INTO main.fact_fetch BY NAME SELECT 'f' || capture_id AS capture_id, segment_id, 'run' AS run_id, 'feed'
    AS kind, 'https://' || outlet_id || '/feed' AS url, 'https://' || outlet_id || '/feed' AS final_url, seen_at AS
    fetched_at, 'fetched' AS outcome, '' AS detail, 200 AS status, 9000 AS body_bytes, 0.2 AS seconds, 'w' AS
    warc_file, i AS warc_offset, 'feed' AS result, '' AS reason, 1 AS entries_listed, 1 AS entries_kept,
    0 AS entries_duplicate, 0 AS entries_rejected, 'request' AS channel FROM made;

INSERT INTO main.fact_entry BY NAME SELECT $articles AS producer, 'https://' || outlet_id || '/feed' AS feed_url,
    'e' || i AS entry_id, 't' || i AS title_id, 'x' || i AS content_id, 'y' || i AS text_id, 'f' || capture_id AS
    capture_id, 0 AS position, 'g' || i AS guid, 'opaque' AS guid_form, false AS shares_guid, 'https://' || outlet_id
    || '/' || i AS link, article_id, false AS shares_link, 'T' AS title, seen_at AS first_seen_at, seen_at AS
    last_seen_at, 1 AS sightings FROM made;

INSERT INTO main.ledger SELECT segment_id, $articles, $facts, 2 * count(*), count(*), count(*) FROM made
    GROUP BY segment_id;

INSERT INTO main.dim_run SELECT DISTINCT 'run-' || segment_id, segment_id, 'nightly', min(seen_at), 'bench', NULL
    FROM made WHERE segment_id NOT IN (SELECT segment_id FROM main.dim_run) GROUP BY segment_id;
