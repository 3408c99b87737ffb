-- Grain: one family that looks like confirmation.
-- Title: Which stories look confirmed by many outlets, and are one text?
-- Topic: copies
-- Meaning: Families that at least so many outlets ran. A reader who counts outlets counts one witness several times;
--   `owners` says how many publishers decided to run it.
-- Cannot know: Whether other outlets confirmed the story in words of their own: that would be another family.
-- Parameter outlets (integer, default 3): at least so many outlets
-- Parameter rows (integer, default 50): rows at most
-- Chart: title by outlets
SELECT
    family.title,
    family.outlets,
    family.owners,
    1 AS texts,
    coalesce(agency.name, family.agency_id, CASE WHEN outlet.kind = 'agency' THEN outlet.name END, '') AS agency,
    family.first_seen_at,
    family.family_id
FROM news.families AS family
LEFT JOIN news.agencies AS agency ON agency.agency_id = family.agency_id
LEFT JOIN news.headlines AS original ON original.article_id = family.original_id
LEFT JOIN news.outlets AS outlet ON outlet.outlet_id = original.outlet_id
WHERE family.outlets >= $outlets::INTEGER
ORDER BY family.outlets DESC, family.owners, family.family_id
LIMIT $rows::INTEGER
