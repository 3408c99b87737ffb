-- Purpose: which figures a step in the life of an article brought and took, so that copies of the old text can be told by them.

ALTER TABLE main.fact_edit ADD COLUMN new_figures TEXT[];
ALTER TABLE main.fact_edit ADD COLUMN old_figures TEXT[];

COMMENT ON COLUMN main.fact_edit.new_figures IS 'figures that the new title, summary and text give more often, in digits, each once; null in steps loaded before this column';
COMMENT ON COLUMN main.fact_edit.old_figures IS 'figures that the old title, summary and text gave more often, in digits, each once; null in steps loaded before this column';
