-- Grain: one family that several owners ran, with the roots of its text.
-- Title: Who stands at the root of each story that many ran?
-- Topic: sources
-- Meaning: For each family, how many outlets and owners carry it, and where the longest chain of sources among its
--   articles ends. One text and one root mean one witness, whatever the number of outlets.
-- Cannot know: Sources that the text does not name, and whether the root told the truth.
-- Parameter owners (integer, default 2): at least so many owners ran it
-- Parameter rows (integer, default 50): rows at most
-- Chart: title by owners
WITH
    chain AS (
        SELECT
            article.family_id,
            hop.version_id,
            max(hop.depth) AS depth
        FROM news.lineage AS hop
        INNER JOIN news.headlines AS article ON article.version_id = hop.version_id
        WHERE article.family_id IN (SELECT family_id FROM news.families WHERE owners >= $owners::INTEGER)
        GROUP BY ALL
    ),

    longest AS (
        SELECT
            family_id,
            max(depth) AS depth,
            arg_max(version_id, (depth, version_id)) AS version_id
        FROM chain
        GROUP BY family_id
    ),

    root AS (
        SELECT
            longest.family_id,
            longest.depth,
            string_agg(DISTINCT hop.name, '; ' ORDER BY hop.name) AS root
        FROM longest
        INNER JOIN news.lineage AS hop ON hop.version_id = longest.version_id AND hop.depth = longest.depth
        GROUP BY ALL
    )

SELECT
    family.title,
    family.articles,
    family.outlets,
    family.owners,
    root.root,
    root.depth AS hops_to_root,
    family.family_id
FROM news.families AS family
INNER JOIN root ON root.family_id = family.family_id
WHERE family.owners >= $owners::INTEGER
ORDER BY family.owners DESC, family.articles DESC, family.family_id
LIMIT $rows::INTEGER
