-- Check: what a row of the given segments points at is there: facts and credits at versions, versions at words, captures and
-- outlets, parents at members.
WITH
    segment AS (SELECT unnest($segments::TEXT[]) AS segment_id),

    fresh AS (
        SELECT *
        FROM main.fact_version
        WHERE segment_id IN (SELECT segment_id FROM segment)
    ),

    fact AS (
        SELECT
            version_id,
            articles_producer,
            segment_id
        FROM main.fact_lineage
        UNION ALL
        SELECT
            version_id,
            articles_producer,
            segment_id
        FROM main.fact_attribution
        UNION ALL
        SELECT
            version_id,
            articles_producer,
            segment_id
        FROM main.fact_citation
        UNION ALL
        SELECT
            version_id,
            articles_producer,
            segment_id
        FROM main.fact_quote
        UNION ALL
        SELECT
            version_id,
            articles_producer,
            segment_id
        FROM main.fact_mention
        UNION ALL
        SELECT
            version_id,
            articles_producer,
            segment_id
        FROM main.fact_time_expression
        UNION ALL
        SELECT
            version_id,
            articles_producer,
            segment_id
        FROM main.fact_figure
        UNION ALL
        SELECT
            version_id,
            articles_producer,
            segment_id
        FROM main.fact_entity
    ),

    dangling AS (
        SELECT count(*) AS n
        FROM fact
        ANTI JOIN fresh AS version
            ON version.version_id = fact.version_id
            AND version.producer = fact.articles_producer
            AND version.segment_id = fact.segment_id
        WHERE fact.segment_id IN (SELECT segment_id FROM segment)
        UNION ALL
        SELECT count(*) AS n
        FROM fresh AS version
        ANTI JOIN main.article_text AS words ON words.version_id = version.version_id
        UNION ALL
        SELECT count(*) AS n
        FROM fresh AS version
        ANTI JOIN main.fact_fetch AS capture ON capture.capture_id = version.capture_id
        UNION ALL
        SELECT count(*) AS n
        FROM fresh AS version
        ANTI JOIN main.dim_outlet AS outlet ON outlet.outlet_id = version.outlet_id
        UNION ALL
        SELECT count(*) AS n
        FROM (
            SELECT
                edit.from_version_id,
                edit.producer
            FROM main.fact_edit AS edit
            INNER JOIN main.fact_fetch AS capture ON capture.capture_id = edit.capture_id
            WHERE capture.segment_id IN (SELECT segment_id FROM segment)
        ) AS edit
        ANTI JOIN main.fact_version AS version
            ON version.version_id = edit.from_version_id AND version.producer = edit.producer
        UNION ALL
        SELECT count(*) AS n
        FROM (
            SELECT member.*
            FROM main.fact_family_member AS member
            SEMI JOIN fresh ON fresh.article_id = member.article_id
            WHERE member.parent_id IS NOT NULL
        ) AS member
        ANTI JOIN main.fact_family_member AS parent
            ON parent.article_id = member.parent_id
            AND parent.producer = member.producer
            AND parent.family_id = member.family_id
        UNION ALL
        SELECT count(*) AS n
        FROM (
            SELECT credit.*
            FROM main.fact_credit AS credit
            SEMI JOIN fresh ON fresh.article_id = credit.article_id
        ) AS credit
        ANTI JOIN main.fact_version AS version
            ON version.version_id = credit.version_id AND version.producer = credit.producer
        UNION ALL
        SELECT count(*) AS n
        FROM (SELECT DISTINCT segment_id FROM main.fact_fetch) AS capture
        ANTI JOIN main.ledger AS loaded ON loaded.segment_id = capture.segment_id
    )

SELECT
    'nothing points at a missing row' AS name,
    0::BIGINT AS expected,
    sum(n)::BIGINT AS found,
    sum(n)::BIGINT AS difference
FROM dangling
