-- Grain: one sampled shingle of one text that has no place among the holders of that shingle yet.
INSERT INTO temp.waiting_shingle BY NAME
SELECT
    posting.shingle,
    entry.bucket,
    entry.source_no,
    posting.text_no
FROM temp.new_posting AS posting
INNER JOIN main.indexed_text AS entry ON entry.text_no = posting.text_no
