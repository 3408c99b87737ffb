-- Grain: one row: the articles about a subject, the texts that they are, the roots of these texts.
-- Title: How many independent texts, and how many roots, stand behind these articles?
-- Topic: copies
-- Meaning: Articles that reproduce the same copy are one text, however many outlets ran it. The root of a text is
--   where its chain of sources ends: the document or source that it cites last, else the agency that it credits,
--   else its publisher. Outlets of one owner are one root. Many articles, few texts, fewer roots: what looks like
--   agreement is repetition.
-- Cannot know: Whether two documents that are described in the same words are one document (they count once), and
--   sources that a text does not name.
-- Parameter about (text, default none): only families in which a title contains these words
WITH
    member AS (
        SELECT
            family_key,
            version_id,
            outlet_id,
            relation,
            first_seen_at
        FROM news.headlines
        WHERE
            $about::TEXT IS NULL
            OR family_key IN (SELECT family_key FROM news.headlines WHERE contains(lower(title), lower($about::TEXT)))
    ),

    chain AS (
        SELECT
            version_id,
            max(depth) AS depth
        FROM news.lineage
        WHERE depth > 0
        GROUP BY version_id
    ),

    longest AS (
        SELECT
            member.family_key,
            arg_max(
                {'version_id': member.version_id, 'outlet_id': member.outlet_id, 'depth': coalesce(chain.depth, 0)},
                (coalesce(chain.depth, 0), member.relation = 'original', -epoch_us(member.first_seen_at), member.version_id)
            ) AS text
        FROM member
        LEFT JOIN chain ON chain.version_id = member.version_id
        GROUP BY member.family_key
    ),

    ending AS (
        SELECT
            family_key,
            true AS is_own,
            text.outlet_id AS entity_id,
            text.outlet_id AS name
        FROM longest
        WHERE text.depth = 0
        UNION ALL
        SELECT
            longest.family_key,
            false,
            hop.entity_id,
            lower(hop.name)
        FROM longest
        INNER JOIN news.lineage AS hop ON hop.version_id = longest.text.version_id AND hop.depth = longest.text.depth
        WHERE longest.text.depth > 0 AND hop.depth > 0
    ),

    root AS (
        SELECT
            ending.family_key,
            ending.is_own,
            coalesce(agency.agency_id, outlet.owner_id, ending.entity_id, ending.name) AS root
        FROM ending
        LEFT JOIN news.outlets AS outlet ON outlet.outlet_id = ending.entity_id
        LEFT JOIN news.agencies AS agency ON agency.domain = ending.entity_id
    )

SELECT
    (SELECT count(*) FROM member) AS articles,
    (SELECT count(DISTINCT outlet_id) FROM member) AS outlets,
    count(DISTINCT family_key) AS texts,
    count(DISTINCT root) AS roots,
    count(DISTINCT family_key) FILTER (NOT is_own) AS texts_that_name_a_source
FROM root
