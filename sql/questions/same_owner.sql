-- Grain: one owner and one family that it ran in several of its outlets.
-- Title: Which owners run one story in several of their outlets?
-- Topic: copies
-- Meaning: Outlets of one owner are one voice. This lists what an owner's outlets ran in common.
-- Cannot know: Owners that the list of outlets doesn't name: such outlets count as their own owner.
-- Parameter rows (integer, default 50): rows at most
-- Chart: owner by outlets
WITH several AS (
    SELECT
        article.owner_id,
        article.family_id,
        count(DISTINCT article.outlet_id) AS outlets,
        string_agg(DISTINCT article.outlet, ', ' ORDER BY article.outlet) AS names
    FROM news.headlines AS article
    WHERE
        article.family_id IN (SELECT family_id FROM news.families WHERE outlets > owners)
        AND article.owner_id IN (SELECT owner_id FROM news.outlets)
    GROUP BY article.owner_id, article.family_id
    HAVING outlets > 1
)

SELECT
    several.owner_id AS owner,
    family.title,
    several.outlets,
    several.names,
    several.family_id
FROM several
INNER JOIN news.families AS family ON family.family_id = several.family_id
ORDER BY several.outlets DESC, owner, several.family_id
LIMIT $rows::INTEGER
