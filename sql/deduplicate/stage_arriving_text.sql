-- Grain: one version that enters the index, with its number.
CREATE OR REPLACE TEMP TABLE arriving_text AS
SELECT
    text_no,
    version_id
FROM temp.new_arrival
