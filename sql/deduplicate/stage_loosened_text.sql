-- Grain: one text whose likeness to a changed text is gone, until it is found again.
CREATE OR REPLACE TEMP TABLE loosened_text (text_no INTEGER)
