-- Purpose: captures of long ago come to be in a way of their own.

COMMENT ON COLUMN main.fact_fetch.channel IS 'request (we asked), push (a hub brought it), drop (from the drop folder) or backfill (history)';
