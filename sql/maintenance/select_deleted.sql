-- Grain: one article of $articles: the addresses, feeds, segments and days under which it is kept.
WITH
    wanted AS (SELECT DISTINCT unnest($articles::TEXT[]) AS article_id),

    version AS (
        SELECT DISTINCT
            article_id,
            outlet_id,
            unnest([url, canonical_url]) AS address
        FROM main.fact_version
        WHERE article_id IN (SELECT article_id FROM wanted)
    ),

    entry AS (
        SELECT
            article_id,
            feed_url,
            link,
            min(first_seen_at) AS first_seen_at,
            max(last_seen_at) AS last_seen_at
        FROM main.fact_entry
        WHERE article_id IN (SELECT article_id FROM wanted)
        GROUP BY ALL
    ),

    capture AS (
        SELECT DISTINCT
            coalesce(version.article_id, seen.article_id) AS article_id,
            seen.url,
            seen.final_url,
            seen.segment_id,
            seen.run_id,
            seen.fetched_at
        FROM main.fact_fetch AS seen
        LEFT JOIN version ON version.address = seen.url OR version.address = seen.final_url
        WHERE
            seen.kind = 'page'
            AND (seen.article_id IN (SELECT article_id FROM wanted) OR version.article_id IS NOT NULL)
    ),

    document AS (
        SELECT DISTINCT
            entry.article_id,
            seen.segment_id
        FROM entry
        INNER JOIN main.fact_fetch AS seen
            ON seen.kind = 'feed'
            AND coalesce(seen.feed_url, seen.url) = entry.feed_url
            AND seen.fetched_at BETWEEN entry.first_seen_at AND entry.last_seen_at
    ),

    address AS (
        SELECT
            article_id,
            address
        FROM version
        UNION
        SELECT
            article_id,
            link
        FROM entry
        UNION
        SELECT
            article_id,
            url
        FROM capture
        UNION
        SELECT
            article_id,
            final_url
        FROM capture
    ),

    place AS (
        SELECT
            article_id,
            segment_id
        FROM capture
        UNION
        SELECT
            article_id,
            segment_id
        FROM document
    )

SELECT
    wanted.article_id,
    coalesce((SELECT list(address ORDER BY address) FROM address WHERE address.article_id = wanted.article_id AND address IS NOT NULL), []) AS addresses,
    coalesce((SELECT list(DISTINCT feed_url ORDER BY feed_url) FROM entry WHERE entry.article_id = wanted.article_id), []) AS feeds,
    coalesce((SELECT list(segment_id ORDER BY segment_id) FROM place WHERE place.article_id = wanted.article_id), []) AS segments,
    coalesce((
        SELECT list(DISTINCT strftime(run.started_at, '%Y-%m-%d') ORDER BY strftime(run.started_at, '%Y-%m-%d'))
        FROM capture
        INNER JOIN main.dim_run AS run ON run.segment_id = capture.segment_id
        WHERE capture.article_id = wanted.article_id AND run.mode = 'file'
    ), []) AS days,
    coalesce((SELECT min(outlet_id) FROM version WHERE version.article_id = wanted.article_id), '') AS outlet_id
FROM wanted
ORDER BY wanted.article_id
