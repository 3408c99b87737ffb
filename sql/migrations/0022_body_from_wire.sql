-- Grain: none changes: texts may come from an agency's item as well.

COMMENT ON COLUMN main.fact_version.body_source IS 'where the text comes from: page, jsonld, feed-content, plain-text or wire (an agency''s item)';
