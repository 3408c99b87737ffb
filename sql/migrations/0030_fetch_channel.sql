-- Purpose: how a capture came to be. Whatever was loaded before had been asked for.

ALTER TABLE main.fact_fetch ADD COLUMN channel TEXT DEFAULT 'request';

ALTER TABLE main.fact_fetch ALTER COLUMN channel SET NOT NULL;

COMMENT ON COLUMN main.fact_fetch.channel IS 'request (we asked), push (a hub brought it) or drop (from the drop folder)';
COMMENT ON COLUMN main.fact_fetch.kind IS 'feed, page, robots or hub';
