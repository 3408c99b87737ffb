-- Grain: one window of one frequent shingle that loses one of its first texts.
INSERT INTO temp.broken_group (shingle, bucket)
SELECT DISTINCT
    held.shingle,
    held.bucket
FROM main.text_shingle AS held
SEMI JOIN temp.asked_text USING (text_no)
SEMI JOIN main.leading_shingle AS led ON led.shingle = held.shingle AND led.bucket = held.bucket
