-- Grain: one text whose family may have changed, so far.
CREATE OR REPLACE TEMP TABLE reached_text AS
SELECT text_no
FROM temp.frontier
