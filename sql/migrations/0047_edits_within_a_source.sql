-- Purpose: a text that came from the feed first and from the page later was told of as an edit; it is none.

DELETE FROM main.fact_edit AS edit
USING
    main.fact_version AS earlier,
    main.fact_version AS later,
    main.article_text AS words_before,
    main.article_text AS words_after
WHERE
    earlier.version_id = edit.from_version_id AND earlier.producer = edit.producer
    AND later.version_id = edit.to_version_id AND later.producer = edit.producer
    AND words_before.version_id = edit.from_version_id
    AND words_after.version_id = edit.to_version_id
    AND replace(earlier.body_source, 'jsonld', 'page') <> replace(later.body_source, 'jsonld', 'page')
    AND words_before."text" <> words_after."text";
