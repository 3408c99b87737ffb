-- Purpose: whether a source says, contests or withholds what is attributed to it.

ALTER TABLE main.fact_attribution ADD COLUMN polarity TEXT;

COMMENT ON COLUMN main.fact_attribution.polarity IS 'said, denied (the source contests it) or withheld (not said, not confirmed); null in facts loaded before this column';
