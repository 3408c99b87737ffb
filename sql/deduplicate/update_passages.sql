-- Grain: one text of which another part is furniture now.
UPDATE main.indexed_text AS entry
SET
    furniture = found.furniture,
    sampled = found.sampled,
    thinned = found.thinned
FROM temp.new_passages AS found
WHERE found.text_no = entry.text_no
