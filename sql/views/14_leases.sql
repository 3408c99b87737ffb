-- Grain: one subscription with a WebSub hub: a feed, the hub, and the topic by which the hub knows the feed.
CREATE OR REPLACE VIEW news.leases AS
WITH talk AS (
    SELECT
        feed_url,
        url AS hub_url,
        topic,
        channel,
        hub_mode,
        fetched_at,
        capture_id,
        outcome,
        detail,
        lease_seconds,
        max(fetched_at) FILTER (channel = 'push' AND hub_mode <> 'deliver') OVER (PARTITION BY feed_url, url, topic) AS answered_at
    FROM main.fact_fetch
    WHERE kind = 'hub' AND feed_url IS NOT NULL AND topic IS NOT NULL
),

lease AS (
    SELECT
        feed_url,
        hub_url,
        topic,
        max(fetched_at) FILTER (channel = 'request') AS asked_at,
        arg_max(hub_mode, (fetched_at, capture_id)) FILTER (channel = 'request') AS asked,
        arg_max(outcome, (fetched_at, capture_id)) FILTER (channel = 'request') AS ask_outcome,
        arg_max(detail, (fetched_at, capture_id)) FILTER (channel = 'request') AS ask_detail,
        count(*) FILTER (channel = 'request' AND (answered_at IS NULL OR fetched_at > answered_at)) AS asks,
        max(answered_at) AS answered_at,
        arg_max(hub_mode, (fetched_at, capture_id)) FILTER (channel = 'push' AND hub_mode <> 'deliver') AS answer,
        arg_max(detail, (fetched_at, capture_id)) FILTER (channel = 'push' AND hub_mode <> 'deliver') AS answer_detail,
        arg_max(fetched_at + to_seconds(lease_seconds), (fetched_at, capture_id)) FILTER (channel = 'push' AND hub_mode = 'subscribe') AS lease_until,
        count(*) FILTER (hub_mode = 'deliver') AS deliveries_refused
    FROM talk
    GROUP BY ALL
),

delivery AS (
    SELECT
        url AS feed_url,
        max(fetched_at) AS delivered_at,
        count(*) AS deliveries
    FROM main.fact_fetch
    WHERE kind = 'feed' AND channel = 'push'
    GROUP BY ALL
)

SELECT
    lease.feed_url,
    lease.hub_url,
    lease.topic,
    CASE
        WHEN lease.answer = 'subscribe' AND lease.asked = 'unsubscribe' THEN 'leaving'
        WHEN lease.answer = 'subscribe' THEN 'subscribed'
        WHEN lease.answered_at IS NULL OR lease.asked_at > lease.answered_at
            THEN CASE WHEN lease.ask_outcome = 'fetched' THEN 'asked' ELSE 'refused' END
        WHEN lease.answer = 'denied' THEN 'denied'
        ELSE 'left'
    END AS "state",
    CASE
        WHEN lease.answered_at IS NULL OR lease.asked_at > lease.answered_at
            THEN CASE WHEN lease.ask_outcome = 'fetched' THEN '' ELSE coalesce(nullif(lease.ask_detail, ''), lease.ask_outcome) END
        WHEN lease.answer = 'denied' THEN lease.answer_detail
        ELSE ''
    END AS why,
    CASE WHEN lease.answer = 'subscribe' THEN lease.lease_until END AS subscribed_until,
    lease.asked,
    lease.asked_at,
    lease.asks,
    lease.answer,
    lease.answered_at,
    delivery.delivered_at,
    coalesce(delivery.deliveries, 0) AS deliveries,
    lease.deliveries_refused
FROM lease
LEFT JOIN delivery ON delivery.feed_url = lease.feed_url;

COMMENT ON VIEW news.leases IS 'Grain: one subscription with a WebSub hub: a feed, the hub, and the topic by which the hub knows the feed.';
COMMENT ON COLUMN news.leases.feed_url IS 'feed that is subscribed to';
COMMENT ON COLUMN news.leases.hub_url IS 'hub that tells of its news';
COMMENT ON COLUMN news.leases.topic IS 'address by which the hub knows the feed';
COMMENT ON COLUMN news.leases."state" IS 'subscribed, leaving, asked (no answer yet), refused (the hub did not take the request), denied or left';
COMMENT ON COLUMN news.leases.why IS 'why the last request was refused, or the subscription denied';
COMMENT ON COLUMN news.leases.subscribed_until IS 'when the lease ends or ended; null unless the hub confirmed it';
COMMENT ON COLUMN news.leases.asked IS 'what we asked for last: subscribe or unsubscribe';
COMMENT ON COLUMN news.leases.asked_at IS 'when';
COMMENT ON COLUMN news.leases.asks IS 'requests that the hub has not answered yet';
COMMENT ON COLUMN news.leases.answer IS 'what the hub said last: subscribe, unsubscribe or denied';
COMMENT ON COLUMN news.leases.answered_at IS 'when';
COMMENT ON COLUMN news.leases.delivered_at IS 'when the feed last came by push';
COMMENT ON COLUMN news.leases.deliveries IS 'documents of the feed that came by push';
COMMENT ON COLUMN news.leases.deliveries_refused IS 'deliveries that were dropped, at most one an hour counted: not signed as agreed';
