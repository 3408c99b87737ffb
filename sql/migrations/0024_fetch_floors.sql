-- Purpose: what servers and feed documents ask about the next poll, each in its own column.

ALTER TABLE main.fact_fetch ADD COLUMN document_floor INTEGER;

ALTER TABLE main.fact_fetch ADD COLUMN skip_hours INTEGER [] DEFAULT [];

ALTER TABLE main.fact_fetch ADD COLUMN skip_days INTEGER [] DEFAULT [];

COMMENT ON COLUMN main.fact_fetch.interval_floor IS 'seconds for which the server calls the answer fresh';
COMMENT ON COLUMN main.fact_fetch.document_floor IS 'feeds: seconds between polls that the document asks for';
COMMENT ON COLUMN main.fact_fetch.skip_hours IS 'feeds: hours in GMT in which the document asks for no polls';
COMMENT ON COLUMN main.fact_fetch.skip_days IS 'feeds: days on which the document asks for no polls, 0 is Monday';
