-- Grain: one text that enters the index.
INSERT INTO main.indexed_text BY NAME
SELECT *
FROM temp.new_text
