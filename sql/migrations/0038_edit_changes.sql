-- Purpose: what a step in the life of an article changed, in one word; and whether it went back to words that were shown before.

ALTER TABLE main.fact_edit ADD COLUMN change TEXT;
ALTER TABLE main.fact_edit ADD COLUMN is_reversal BOOLEAN;
ALTER TABLE main.fact_edit ADD COLUMN figures_dropped INTEGER;

COMMENT ON COLUMN main.fact_edit.change IS 'the gravest change: deletion, redirect, retraction, correction, figures, headline, body, cosmetic (same words and figures), nothing; null in steps loaded before this column';
COMMENT ON COLUMN main.fact_edit.is_reversal IS 'whether the version had been shown before, and another one since: the page went back; null in steps loaded before this column';
COMMENT ON COLUMN main.fact_edit.figures_dropped IS 'figures of the old title, summary and text that the new do not have; null in steps loaded before this column';
