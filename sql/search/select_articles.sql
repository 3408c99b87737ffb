-- Grain: one article whose latest words hold all words that are asked for, the best first (BM25: Robertson and Zaragoza 2009, k1 1.2, b 0.75).
WITH
    term AS (SELECT DISTINCT unnest(main.words_of($words::TEXT)) AS term),

    hit AS (
        SELECT
            posting.term,
            posting.doc_no,
            posting.weight
        FROM main.search_posting AS posting
        WHERE posting.term IN (SELECT term FROM term)
    ),

    frequency AS (
        SELECT
            term,
            count(*) AS documents
        FROM hit
        GROUP BY term
    ),

    total AS (
        SELECT
            count(*) AS documents,
            greatest(1, avg(words)) AS words
        FROM main.search_document
    ),

    ranked AS (
        SELECT
            hit.doc_no,
            sum(
                ln(1 + (total.documents - frequency.documents + 0.5) / (frequency.documents + 0.5))
                * hit.weight * 2.2
                / (hit.weight + 1.2 * (0.25 + 0.75 * document.words / total.words))
            ) AS score
        FROM hit
        INNER JOIN frequency ON frequency.term = hit.term
        INNER JOIN main.search_document AS document ON document.doc_no = hit.doc_no
        CROSS JOIN total
        GROUP BY hit.doc_no
        HAVING count(*) = (SELECT count(*) FROM term)
    ),

    latest AS (
        SELECT
            version.version_id,
            version.article_id,
            version.outlet_id,
            version.language,
            version.published_at,
            version.article_seen_at,
            ranked.score
        FROM ranked
        INNER JOIN main.search_document AS document ON document.doc_no = ranked.doc_no
        INNER JOIN main.fact_version AS version ON version.version_id = document.version_id
        WHERE
            version.is_latest
            AND version.producer = (SELECT producer FROM main.dim_producer WHERE step = 'articles' AND is_current)
            AND ($outlet::TEXT IS NULL OR version.outlet_id = $outlet::TEXT)
            AND ($language::TEXT IS NULL OR version.language = $language::TEXT)
            AND ($since::DATE IS NULL OR coalesce(version.published_at, version.article_seen_at) >= $since::DATE)
    ),

    best AS (
        SELECT *
        FROM latest
        ORDER BY score DESC, article_id
        LIMIT $candidates::INTEGER
    ),

    chosen AS (
        SELECT
            best.*,
            member.family_id,
            words.title,
            words."text",
            ' ' || array_to_string(main.words_of(concat_ws(' ', words.title, words.summary, words."text")), ' ') || ' ' AS plain
        FROM best
        INNER JOIN main.article_text AS words ON words.version_id = best.version_id
        LEFT JOIN main.fact_family_member AS member
            ON member.article_id = best.article_id
            AND member.producer = (SELECT producer FROM main.dim_producer WHERE step = 'articles' AND is_current)
    ),

    kept AS (
        SELECT
            *,
            count(*) OVER family AS in_family,
            row_number() OVER (family ORDER BY score DESC, published_at, article_id) AS place
        FROM chosen
        WHERE
            NOT list_contains(
                list_transform(
                    $phrases::TEXT[],
                    lambda phrase: contains(plain, ' ' || array_to_string(main.words_of(phrase), ' ') || ' ')
                ),
                false
            )
            AND NOT list_contains(
                list_transform(
                    $excluded::TEXT[],
                    lambda phrase: contains(plain, ' ' || array_to_string(main.words_of(phrase), ' ') || ' ')
                ),
                true
            )
        WINDOW family AS (PARTITION BY coalesce(family_id, article_id))
    )

SELECT
    kept.title,
    coalesce(outlet.name, kept.outlet_id) AS outlet,
    coalesce(kept.published_at, kept.article_seen_at) AS "at",
    round(kept.score, 3) AS score,
    kept.in_family AS articles,
    substr(kept."text", greatest(1, instr(lower(strip_accents(kept."text")), main.words_of($words::TEXT)[1]) - 60), 160) AS passage,
    kept.article_id,
    kept.family_id
FROM kept
LEFT JOIN main.dim_outlet AS outlet ON outlet.outlet_id = kept.outlet_id
WHERE kept.place = 1 OR NOT $one_a_family::BOOLEAN
ORDER BY kept.score DESC, kept.article_id
LIMIT $rows::INTEGER
