-- Grain: one feed that is subscribed to or was ever asked for; one that left the subscriptions stays, without their words.
MERGE INTO main.dim_feed AS loaded
USING temp.staged_feed AS staged
ON loaded.feed_url = staged.feed_url
WHEN MATCHED
    AND (loaded.feed_id, loaded.outlet_id, loaded.title, loaded.home_url, loaded.folder, loaded.is_subscribed)
    IS DISTINCT FROM (staged.feed_id, staged.outlet_id, staged.title, staged.home_url, staged.folder, staged.is_subscribed)
THEN UPDATE SET
    feed_id = staged.feed_id,
    outlet_id = staged.outlet_id,
    title = staged.title,
    home_url = staged.home_url,
    folder = staged.folder,
    is_subscribed = staged.is_subscribed
WHEN NOT MATCHED THEN INSERT (
    feed_url,
    feed_id,
    outlet_id,
    title,
    home_url,
    folder,
    is_subscribed
) VALUES (
    staged.feed_url,
    staged.feed_id,
    staged.outlet_id,
    staged.title,
    staged.home_url,
    staged.folder,
    staged.is_subscribed
)
