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
            family_id,
            article_id,
            version_id,
            outlet_id,
            relation,
            first_seen_at,
            bool_or($about::TEXT IS NULL OR contains(lower(title), lower($about::TEXT))) OVER (PARTITION BY family_id) AS is_meant
        FROM news.headlines
    ),

    chain AS (
        SELECT
            version_id,
            max(depth) AS depth
        FROM news.lineage
        GROUP BY version_id
    ),

    longest AS (
        SELECT
            member.family_id,
            arg_max(
                member.version_id,
                (coalesce(chain.depth, 0), member.relation = 'original', -epoch_us(member.first_seen_at), member.version_id)
            ) AS version_id
        FROM member
        LEFT JOIN chain ON chain.version_id = member.version_id
        WHERE member.is_meant
        GROUP BY member.family_id
    ),

    ending AS (
        SELECT DISTINCT
            longest.family_id,
            coalesce(hop.depth, 0) = 0 AS is_own,
            CASE WHEN coalesce(hop.depth, 0) = 0 THEN version.outlet_id ELSE hop.entity_id END AS entity_id,
            lower(hop.name) AS name
        FROM longest
        INNER JOIN news.versions AS version ON version.version_id = longest.version_id
        LEFT JOIN chain ON chain.version_id = longest.version_id
        LEFT JOIN news.lineage AS hop ON hop.version_id = longest.version_id AND hop.depth = chain.depth
    ),

    root AS (
        SELECT DISTINCT
            ending.family_id,
            ending.is_own,
            coalesce(agency.agency_id, outlet.owner_id, ending.entity_id, ending.name) AS root
        FROM ending
        LEFT JOIN news.outlets AS outlet ON outlet.outlet_id = ending.entity_id
        LEFT JOIN news.agencies AS agency ON agency.domain = ending.entity_id
    )

SELECT
    (SELECT count(*) FROM member WHERE is_meant) AS articles,
    (SELECT count(DISTINCT outlet_id) FROM member WHERE is_meant) AS outlets,
    count(DISTINCT family_id) AS texts,
    count(DISTINCT root) AS roots,
    count(DISTINCT family_id) FILTER (NOT is_own) AS texts_that_name_a_source
FROM root
