-- Purpose: what feeds say of WebSub hubs, and what was said between hubs and us.

ALTER TABLE main.fact_fetch ADD COLUMN hub_urls TEXT [] DEFAULT [];

ALTER TABLE main.fact_fetch ADD COLUMN topic TEXT;

ALTER TABLE main.fact_fetch ADD COLUMN hub_mode TEXT;

ALTER TABLE main.fact_fetch ADD COLUMN lease_seconds INTEGER;

COMMENT ON COLUMN main.fact_fetch.hub_urls IS 'feeds: the WebSub hubs that the answer names';
COMMENT ON COLUMN main.fact_fetch.topic IS 'feeds: the address that its hubs know it by; hubs: what was talked about';
COMMENT ON COLUMN main.fact_fetch.hub_mode IS 'hubs: subscribe, unsubscribe, denied, or deliver (a delivery that was dropped)';
COMMENT ON COLUMN main.fact_fetch.lease_seconds IS 'hubs: seconds of subscription asked for, or granted';
