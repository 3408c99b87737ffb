-- Grain: one distinct content of one feed entry; its first sighting says what it says, whatever the order of loads.
MERGE INTO main.fact_entry AS loaded
USING (
    SELECT
        feed_url,
        entry_id,
        title_id,
        content_id,
        text_id,
        capture_id,
        position,
        guid,
        guid_form,
        bool_or(shares_guid) OVER sightings_of_content AS shares_guid,
        link,
        article_id,
        bool_or(shares_link) OVER sightings_of_content AS shares_link,
        title,
        published."at" AS published_at,
        published."day" AS published_day,
        published."precision" AS published_precision,
        published.zone_basis AS published_basis,
        published.origin AS published_origin,
        published.raw AS published_raw,
        seen_at AS first_seen_at,
        max(seen_at) OVER sightings_of_content AS last_seen_at,
        count(*) OVER sightings_of_content AS sightings
    FROM read_parquet($entries)
    WHERE result = 'kept'
    WINDOW sightings_of_content AS (PARTITION BY feed_url, entry_id, content_id)
    QUALIFY row_number() OVER (
        PARTITION BY feed_url, entry_id, content_id ORDER BY seen_at, capture_id, position
    ) = 1
) AS staged
ON loaded.producer = $producer
AND loaded.feed_url = staged.feed_url
AND loaded.entry_id = staged.entry_id
AND loaded.content_id = staged.content_id
WHEN MATCHED
    AND (staged.first_seen_at, staged.capture_id, staged.position)
    < (loaded.first_seen_at, loaded.capture_id, loaded.position)
THEN UPDATE SET
    capture_id = staged.capture_id,
    position = staged.position,
    guid = staged.guid,
    link = staged.link,
    article_id = staged.article_id,
    title = staged.title,
    published_at = staged.published_at,
    published_day = staged.published_day,
    published_precision = staged.published_precision,
    published_basis = staged.published_basis,
    published_origin = staged.published_origin,
    published_raw = staged.published_raw,
    first_seen_at = staged.first_seen_at,
    shares_guid = loaded.shares_guid OR staged.shares_guid,
    shares_link = loaded.shares_link OR staged.shares_link,
    last_seen_at = greatest(loaded.last_seen_at, staged.last_seen_at),
    sightings = loaded.sightings + staged.sightings
WHEN MATCHED THEN UPDATE SET
    shares_guid = loaded.shares_guid OR staged.shares_guid,
    shares_link = loaded.shares_link OR staged.shares_link,
    last_seen_at = greatest(loaded.last_seen_at, staged.last_seen_at),
    sightings = loaded.sightings + staged.sightings
WHEN NOT MATCHED THEN INSERT (
    producer,
    feed_url,
    entry_id,
    title_id,
    content_id,
    text_id,
    capture_id,
    position,
    guid,
    guid_form,
    shares_guid,
    link,
    article_id,
    shares_link,
    title,
    published_at,
    published_day,
    published_precision,
    published_basis,
    published_origin,
    published_raw,
    first_seen_at,
    last_seen_at,
    sightings
) VALUES (
    $producer,
    staged.feed_url,
    staged.entry_id,
    staged.title_id,
    staged.content_id,
    staged.text_id,
    staged.capture_id,
    staged.position,
    staged.guid,
    staged.guid_form,
    staged.shares_guid,
    staged.link,
    staged.article_id,
    staged.shares_link,
    staged.title,
    staged.published_at,
    staged.published_day,
    staged.published_precision,
    staged.published_basis,
    staged.published_origin,
    staged.published_raw,
    staged.first_seen_at,
    staged.last_seen_at,
    staged.sightings
)
