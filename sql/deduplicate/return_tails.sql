-- Grain: one shingle of a tail that may move up, since a text before it is withdrawn.
INSERT INTO temp.waiting_shingle BY NAME
SELECT
    shingle,
    bucket,
    source_no,
    text_no
FROM main.tail_shingle
SEMI JOIN temp.broken_group USING (shingle, bucket)
