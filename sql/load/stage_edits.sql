-- Grain: one step between two states of a touched article. A function of its captures: steps change when an older capture turns up.
CREATE OR REPLACE TEMP TABLE staged_edit AS
WITH
    ordered AS (
        SELECT
            article_id,
            capture_id,
            seen_at,
            state,
            version_id,
            to_article_id,
            lag((state, version_id, to_article_id)) OVER life AS before,
            row_number() OVER (
                PARTITION BY article_id, version_id ORDER BY seen_at, capture_id, state
            ) > 1 AS is_known,
            last_value(version_id IGNORE NULLS) OVER (
                life ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
            ) AS from_version_id
        FROM temp.article_life
        WINDOW life AS (PARTITION BY article_id ORDER BY seen_at, capture_id, state)
    ),

    step AS (
        SELECT *
        FROM ordered
        WHERE
            from_version_id IS NOT NULL
            AND before IS DISTINCT FROM (state, version_id, to_article_id)
    ),

    words AS (
        SELECT
            text_of.version_id,
            text_of.title,
            coalesce(text_of.summary, '') AS summary,
            text_of."text" AS body,
            regexp_extract_all(
                concat_ws(' ', text_of.title, text_of.summary, text_of."text"), '\d+(?:[.,:]\d+)*'
            ) AS figures,
            lower(regexp_replace(
                -- marks inside a word or figure, and signs before one, are not typography: 1.5, -5, it's
                regexp_replace(
                    translate(
                        concat_ws(' ', text_of.title, text_of.summary, text_of."text"),
                        '‘’‚“”„«»–—−  ', '''''''"""""' || repeat('-', 3) || '  '
                    ),
                    '[''"(\[]*(\S+?)[''"),.;:!?\]]*(?:\s+|$)', '\1 ', 'g'
                ),
                '\s+', ' ', 'g'
            )) AS plain_words,
            coalesce(version.notices, []) AS notices,
            -- a page and its own JSON-LD say the same; what a feed says of it is another edition
            CASE version.body_source WHEN 'jsonld' THEN 'page' ELSE version.body_source END AS shown_by
        FROM main.article_text AS text_of
        INNER JOIN main.fact_version AS version ON version.version_id = text_of.version_id
        WHERE
            version.producer = $producer
            AND text_of.version_id IN (
                SELECT from_version_id FROM step
                UNION
                SELECT version_id FROM step
            )
    ),

    published AS (
        SELECT
            article_id,
            published_at
        FROM main.fact_version
        WHERE producer = $producer AND version_no = 1 AND published_precision <> 'day'
    ),

    compared AS (
        SELECT
            step.*,
            coalesce(earlier.title <> later.title, false) AS headline_changed,
            coalesce(earlier.summary <> later.summary OR earlier.body <> later.body, false) AS body_changed,
            coalesce(len(list_filter(
                list_distinct(later.figures), lambda figure: NOT list_contains(earlier.figures, figure)
            )), 0) AS figures_changed,
            coalesce(len(list_filter(
                list_distinct(earlier.figures), lambda figure: NOT list_contains(later.figures, figure)
            )), 0) AS figures_dropped,
            coalesce(earlier.plain_words = later.plain_words AND earlier.figures = later.figures, false) AS is_cosmetic,
            coalesce(list_filter(
                later.notices, lambda notice: NOT list_contains(earlier.notices, notice)
            ), []) AS notices_added
        FROM step
        INNER JOIN words AS earlier ON earlier.version_id = step.from_version_id
        LEFT JOIN words AS later ON later.version_id = step.version_id
        -- the words of a feed and of the page differ though nobody edited anything
        WHERE later.version_id IS NULL OR later.shown_by = earlier.shown_by OR later.body = earlier.body
    )

SELECT
    compared.article_id,
    compared.capture_id,
    compared.seen_at,
    CASE
        WHEN compared.state <> 'version' THEN compared.state
        WHEN compared.version_id = compared.from_version_id THEN 'return'
        WHEN len(compared.notices_added) > 0 THEN 'correction'
        ELSE 'edit'
    END AS kind,
    compared.from_version_id,
    compared.version_id AS to_version_id,
    compared.to_article_id,
    compared.headline_changed,
    compared.body_changed,
    compared.figures_changed,
    compared.figures_dropped,
    CASE
        WHEN compared.state <> 'version' THEN compared.state
        WHEN len(list_filter(
            compared.notices_added,
            lambda notice: regexp_matches(
                lower(notice),
                'retract|withdr[ae]w|zurückgezogen|zurückgenommen|rétract|retiré|retirad|ritirat|ritrattat|ingetrokken|отозван|撤回|取り消'
            )
        )) > 0 THEN 'retraction'
        WHEN len(compared.notices_added) > 0 THEN 'correction'
        WHEN compared.figures_changed + compared.figures_dropped > 0 THEN 'figures'
        WHEN compared.is_cosmetic THEN CASE WHEN compared.headline_changed OR compared.body_changed THEN 'cosmetic' ELSE 'nothing' END
        WHEN compared.headline_changed AND NOT compared.body_changed THEN 'headline'
        ELSE 'body'
    END AS change,
    compared.is_known AND compared.version_id IS DISTINCT FROM compared.from_version_id AS is_reversal,
    compared.notices_added,
    date_diff('second', published.published_at, compared.seen_at) AS seconds_since_publication
FROM compared
LEFT JOIN published ON published.article_id = compared.article_id
