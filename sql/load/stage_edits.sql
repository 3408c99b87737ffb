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

    numeral AS (
        SELECT
            language,
            map(list(word ORDER BY word), list(value ORDER BY word)) AS known
        FROM (
            SELECT
                language,
                strip_accents(word) AS word,
                min(value) AS value
            FROM temp.staged_numeral
            GROUP BY language, strip_accents(word)
        ) AS plain_numeral
        GROUP BY language
    ),

    written AS (
        SELECT
            text_of.version_id,
            text_of.title,
            coalesce(text_of.summary, '') AS summary,
            text_of."text" AS body,
            coalesce(version.notices, []) AS notices,
            -- a page and its own JSON-LD say the same; what a feed says of it is another edition
            CASE version.body_source WHEN 'jsonld' THEN 'page' ELSE version.body_source END AS shown_by,
            -- digits of all scripts are digits; quotation marks, dashes and spaces are typography
            translate(
                concat_ws(' ', text_of.title, text_of.summary, text_of."text"),
                '٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९০১২৩৪৫৬৭৮৯๐๑๒๓๔๕๖๗๘๙０１２３４５６７８９٫٬‘’‚“”„«»–—−  ',
                repeat('0123456789', 6) || '.,' || repeat('''', 3) || repeat('"', 5) || repeat('-', 3) || '  '
            ) AS plain,
            main.words_of(concat_ws(' ', text_of.title, text_of.summary, text_of."text")) AS listed,
            coalesce(numeral.known, MAP {}::MAP(TEXT, TEXT)) AS known
        FROM main.article_text AS text_of
        INNER JOIN main.fact_version AS version ON version.version_id = text_of.version_id
        LEFT JOIN numeral ON numeral.language = coalesce(version.language, 'en')[1:2]
        WHERE
            version.producer = $producer
            AND text_of.version_id IN (
                SELECT from_version_id FROM step
                UNION
                SELECT version_id FROM step
            )
    ),

    words AS (
        SELECT
            version_id,
            title,
            summary,
            body,
            notices,
            shown_by,
            -- a sign in front belongs to a figure, the dash of a range and the number of a name (G7) do not
            regexp_extract_all(plain, '(?:^|[^\p{L}\p{N}_])([-+]?\d+(?:[.,:'']\d+)*)', 1)
            || list_filter(list_transform(listed, lambda word: known[word]), lambda value: value IS NOT NULL) AS figures,
            list_transform(
                listed, lambda word: CASE WHEN known[word] IS NOT NULL OR regexp_matches(word, '^\p{Nd}') THEN '#' ELSE word END
            ) AS shape,
            lower(regexp_replace(
                -- marks inside a word or figure, and signs before one, are not typography: 1.5, -5, it's
                regexp_replace(plain, '[''"(\[]*(\S+?)[''"),.;:!?\]]*(?:\s+|$)', '\1 ', 'g'),
                '\s+', ' ', 'g'
            )) AS plain_words
        FROM written
    ),

    pair AS (
        SELECT DISTINCT
            from_version_id,
            version_id
        FROM step
        WHERE version_id IS NOT NULL
    ),

    counted AS (
        SELECT
            version_id,
            figure,
            count(*) AS times
        FROM (
            SELECT
                version_id,
                unnest(figures) AS figure
            FROM words
        ) AS given
        GROUP BY version_id, figure
    ),

    brought AS (
        SELECT
            pair.from_version_id,
            pair.version_id,
            list(later.figure ORDER BY later.figure) AS new_figures
        FROM pair
        INNER JOIN counted AS later ON later.version_id = pair.version_id
        LEFT JOIN counted AS earlier ON earlier.version_id = pair.from_version_id AND earlier.figure = later.figure
        WHERE later.times > coalesce(earlier.times, 0)
        GROUP BY pair.from_version_id, pair.version_id
    ),

    taken AS (
        SELECT
            pair.from_version_id,
            pair.version_id,
            list(earlier.figure ORDER BY earlier.figure) AS old_figures
        FROM pair
        INNER JOIN counted AS earlier ON earlier.version_id = pair.from_version_id
        LEFT JOIN counted AS later ON later.version_id = pair.version_id AND later.figure = earlier.figure
        WHERE earlier.times > coalesce(later.times, 0)
        GROUP BY pair.from_version_id, pair.version_id
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
            coalesce(brought.new_figures, []) AS new_figures,
            coalesce(taken.old_figures, []) AS old_figures,
            -- the same figures in other places of the same words: 12 dead and 14 hurt, 14 dead and 12 hurt
            coalesce(earlier.shape = later.shape AND earlier.figures <> later.figures, false) AS is_swapped,
            coalesce(earlier.plain_words = later.plain_words AND earlier.figures = later.figures, false) AS is_cosmetic,
            coalesce(list_filter(
                later.notices, lambda notice: NOT list_contains(earlier.notices, notice)
            ), []) AS notices_added
        FROM step
        INNER JOIN words AS earlier ON earlier.version_id = step.from_version_id
        LEFT JOIN words AS later ON later.version_id = step.version_id
        LEFT JOIN brought ON brought.from_version_id = step.from_version_id AND brought.version_id = step.version_id
        LEFT JOIN taken ON taken.from_version_id = step.from_version_id AND taken.version_id = step.version_id
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
    len(compared.new_figures) AS figures_changed,
    len(compared.old_figures) AS figures_dropped,
    compared.new_figures,
    compared.old_figures,
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
        WHEN len(compared.new_figures) + len(compared.old_figures) > 0 OR compared.is_swapped THEN 'figures'
        WHEN compared.is_cosmetic THEN CASE WHEN compared.headline_changed OR compared.body_changed THEN 'cosmetic' ELSE 'nothing' END
        WHEN compared.headline_changed AND NOT compared.body_changed THEN 'headline'
        ELSE 'body'
    END AS change,
    compared.is_known AND compared.version_id IS DISTINCT FROM compared.from_version_id AS is_reversal,
    compared.notices_added,
    date_diff('second', published.published_at, compared.seen_at) AS seconds_since_publication
FROM compared
LEFT JOIN published ON published.article_id = compared.article_id
