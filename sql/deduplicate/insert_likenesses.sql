-- Grain: one pair of texts that share more than turns of phrase.
INSERT INTO main.text_likeness BY NAME
SELECT *
FROM temp.new_likeness
