-- Purpose: what statements stand in one another, in which state a place lies, and how sure and exact a date is.

ALTER TABLE main.fact_attribution ADD COLUMN nested_in INTEGER;
ALTER TABLE main.fact_mention ADD COLUMN admin1 TEXT;
ALTER TABLE main.fact_time_expression ADD COLUMN granularity TEXT;
ALTER TABLE main.fact_time_expression ADD COLUMN direction TEXT;
ALTER TABLE main.fact_time_expression ADD COLUMN is_ambiguous BOOLEAN;

COMMENT ON COLUMN main.fact_attribution.nested_in IS 'ordinal of the statement of this version that it stands in; null where it stands in none';
COMMENT ON COLUMN main.fact_mention.admin1 IS 'state or province, ISO 3166-2, where known; null in facts loaded before this column';
COMMENT ON COLUMN main.fact_time_expression.granularity IS 'day, week, weekend, month, quarter, half, season, year or decade; empty where not resolved; null in facts loaded before this column';
COMMENT ON COLUMN main.fact_time_expression.direction IS 'past, present or future from its anchor; empty where it has none; null in facts loaded before this column';
COMMENT ON COLUMN main.fact_time_expression.is_ambiguous IS 'its clause does not say which way it counts; null in facts loaded before this column';
