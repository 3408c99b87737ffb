-- Grain: one text that must be compared anew.
CREATE OR REPLACE TEMP TABLE changed_text (text_no INTEGER)
