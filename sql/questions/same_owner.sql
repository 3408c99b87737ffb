-- Grain: one owner and one family that it ran in several of its outlets.
-- Title: Which owners run one story in several of their outlets?
-- Topic: copies
-- Meaning: Outlets of one owner are one voice. This lists what an owner's outlets ran in common.
-- Cannot know: Owners that the list of outlets doesn't name: such outlets count as their own owner.
-- Parameter rows (integer, default 50): rows at most
-- Chart: owner by outlets
SELECT
    outlet.owner_id AS owner,
    any_value(family.title) AS title,
    count(DISTINCT article.outlet_id) AS outlets,
    string_agg(DISTINCT article.outlet, ', ' ORDER BY article.outlet) AS names,
    article.family_id
FROM news.headlines AS article
INNER JOIN news.outlets AS outlet ON outlet.outlet_id = article.outlet_id
INNER JOIN news.families AS family ON family.family_id = article.family_id
WHERE outlet.owner_id IS NOT NULL
GROUP BY outlet.owner_id, article.family_id
HAVING outlets > 1
ORDER BY outlets DESC, owner, article.family_id
LIMIT $rows::INTEGER
