-- Grain: one distinct content of one entry of one feed: what names it, and what its document says of those names.
ALTER TABLE main.fact_entry ADD COLUMN title_id TEXT;
ALTER TABLE main.fact_entry ADD COLUMN text_id TEXT;
ALTER TABLE main.fact_entry ADD COLUMN guid_form TEXT;
ALTER TABLE main.fact_entry ADD COLUMN shares_guid BOOLEAN;
ALTER TABLE main.fact_entry ADD COLUMN shares_link BOOLEAN;
COMMENT ON COLUMN main.fact_entry.title_id IS 'identity of its title and day';
COMMENT ON COLUMN main.fact_entry.text_id IS 'identity of its summary and content';
COMMENT ON COLUMN main.fact_entry.guid_form IS 'what the guid is made of: opaque, address, tagged or headline';
COMMENT ON COLUMN main.fact_entry.shares_guid IS 'a document gave its guid to an entry with another link too';
COMMENT ON COLUMN main.fact_entry.shares_link IS 'a document gave its link to an entry with another guid or title too';
