-- Grain: one feed of which this load brings entries: how often it brings news, counted anew from all of its entries.
MERGE INTO main.feed_rhythm AS loaded
USING (
    WITH
        -- an entry counts from when it claims to be published, where that can be; else from when it was first seen
        entries AS (
            SELECT
                feed_url,
                CASE
                    WHEN published_at <= first_seen_at THEN published_at
                    WHEN first_seen_at > min(first_seen_at) OVER (PARTITION BY feed_url) THEN first_seen_at
                END AS appeared_at
            FROM main.entries_of_feeds($feeds)
            WHERE version_no = 1
        ),

        recent AS (
            SELECT
                feed_url, appeared_at,
                row_number() OVER (PARTITION BY feed_url ORDER BY appeared_at DESC) AS recency
            FROM entries
            WHERE appeared_at IS NOT NULL
        ),

        hourly AS (
            SELECT
                feed_url,
                hour(appeared_at AT TIME ZONE 'UTC') AS hour_of_day,
                count(*) AS entries
            FROM recent
            WHERE recency <= 200
            GROUP BY ALL
        ),

        profiles AS (
            SELECT
                feed_url,
                list_transform(range(24), lambda hour: coalesce(map(list(hour_of_day), list(entries))[hour], 0)) AS entries_by_hour
            FROM hourly
            GROUP BY feed_url
        ),

        rates AS (
            SELECT
                feed_url,
                count(*) AS entries_recent,
                min(appeared_at) AS entries_since
            FROM recent
            WHERE recency <= 20
            GROUP BY feed_url
        )

    SELECT
        feed.feed_url,
        coalesce(rates.entries_recent, 0) AS entries_recent,
        rates.entries_since,
        coalesce(profiles.entries_by_hour, []) AS entries_by_hour
    FROM (SELECT unnest($feeds) AS feed_url) AS feed
    LEFT JOIN rates ON rates.feed_url = feed.feed_url
    LEFT JOIN profiles ON profiles.feed_url = feed.feed_url
) AS staged
ON loaded.feed_url = staged.feed_url
WHEN MATCHED THEN UPDATE SET
    producer = $producer,
    entries_recent = staged.entries_recent,
    entries_since = staged.entries_since,
    entries_by_hour = staged.entries_by_hour
WHEN NOT MATCHED THEN INSERT (
    feed_url,
    producer,
    entries_recent,
    entries_since,
    entries_by_hour
) VALUES (
    staged.feed_url,
    $producer,
    staged.entries_recent,
    staged.entries_since,
    staged.entries_by_hour
)
