-- Grain: one copy of an article that was corrected.
-- Title: The original was corrected: who still shows the old text?
-- Topic: changes
-- Meaning: Copies of an article that was corrected, retracted or taken down. `stale`: we saw the copy after the correction, in
--   words from before it or with a figure that the correction took out (`still_says`). `not rechecked`: we have not looked
--   since, so nothing can be said. `taken down`: the copy's page is gone. A copy in new words without such a figure is not listed.
-- Cannot know: Whether a copy that changed its words after the correction, figures apart, took the correction over.
-- Parameter rows (integer, default 100): rows at most
WITH corrected AS (
    SELECT
        edit.article_id,
        edit.seen_at AS corrected_at,
        -- a notice says which figure was wrong: what it says is not said by the text
        list_filter(
            coalesce(edit.old_figures, []),
            lambda figure: NOT list_contains(
                regexp_extract_all(
                    list_reduce(
                        list_prepend(words.title || ' ' || words."text", coalesce(edit.notices_added, [])),
                        lambda said, notice: replace(said, notice, ' ')
                    ),
                    '\d+(?:[.,:]\d+)*'
                ),
                figure
            )
        ) AS wrong_figures
    FROM news.edits AS edit
    LEFT JOIN news.versions AS words ON words.version_id = edit.to_version_id
    WHERE len(edit.notices_added) > 0 OR edit.change IN ('correction', 'retraction', 'deletion')
),

gone AS (
    SELECT
        article_id,
        arg_max(kind, (seen_at, capture_id)) IN ('deletion', 'redirect') AS is_gone
    FROM news.edits
    GROUP BY article_id
),

copy AS (
    SELECT
        copied.outlet,
        copied.url,
        copied.article_id,
        copied.parent_id,
        article.version_seen_at,
        article.last_seen_at,
        coalesce(gone.is_gone, false) AS is_gone,
        regexp_extract_all(article.title || ' ' || article."text", '\d+(?:[.,:]\d+)*') AS figures
    FROM news.copies AS copied
    INNER JOIN news.articles AS article ON article.article_id = copied.article_id
    LEFT JOIN gone ON gone.article_id = copied.article_id
),

judged AS (
    SELECT
        copy.outlet,
        copy.url,
        copy.article_id,
        copy.parent_id,
        copy.last_seen_at,
        corrected.corrected_at,
        list_filter(corrected.wrong_figures, lambda figure: list_contains(copy.figures, figure)) AS still_says,
        CASE
            WHEN copy.is_gone THEN 'taken down'
            WHEN copy.version_seen_at <= corrected.corrected_at AND copy.last_seen_at <= corrected.corrected_at THEN 'not rechecked'
            WHEN copy.version_seen_at <= corrected.corrected_at THEN 'stale'
            WHEN len(list_filter(corrected.wrong_figures, lambda figure: list_contains(copy.figures, figure))) > 0 THEN 'stale'
        END AS "state"
    FROM copy
    INNER JOIN corrected ON corrected.article_id = copy.parent_id
)

SELECT
    judged.outlet,
    judged."state",
    judged.still_says,
    original.outlet AS corrected_by,
    judged.corrected_at,
    judged.last_seen_at,
    judged.url,
    judged.article_id
FROM judged
INNER JOIN news.headlines AS original ON original.article_id = judged.parent_id
WHERE judged."state" IS NOT NULL
QUALIFY row_number() OVER (
    PARTITION BY judged.article_id ORDER BY judged."state" = 'stale' DESC, judged.corrected_at DESC
) = 1
ORDER BY judged."state" = 'stale' DESC, judged."state", judged.corrected_at DESC, judged.article_id
LIMIT $rows::INTEGER
