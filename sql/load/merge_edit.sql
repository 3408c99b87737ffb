-- Grain: one step in the life of one article; the steps of touched articles become what is staged.
MERGE INTO main.fact_edit AS loaded
USING temp.staged_edit AS staged
ON loaded.producer = $producer
AND loaded.article_id = staged.article_id
AND loaded.capture_id = staged.capture_id
WHEN MATCHED THEN UPDATE SET
    seen_at = staged.seen_at,
    kind = staged.kind,
    from_version_id = staged.from_version_id,
    to_version_id = staged.to_version_id,
    to_article_id = staged.to_article_id,
    headline_changed = staged.headline_changed,
    body_changed = staged.body_changed,
    figures_changed = staged.figures_changed,
    figures_dropped = staged.figures_dropped,
    new_figures = staged.new_figures,
    old_figures = staged.old_figures,
    change = staged.change,
    is_reversal = staged.is_reversal,
    notices_added = staged.notices_added,
    seconds_since_publication = staged.seconds_since_publication
WHEN NOT MATCHED THEN INSERT (
    producer,
    article_id,
    capture_id,
    seen_at,
    kind,
    from_version_id,
    to_version_id,
    to_article_id,
    headline_changed,
    body_changed,
    figures_changed,
    figures_dropped,
    new_figures,
    old_figures,
    change,
    is_reversal,
    notices_added,
    seconds_since_publication
) VALUES (
    $producer,
    staged.article_id,
    staged.capture_id,
    staged.seen_at,
    staged.kind,
    staged.from_version_id,
    staged.to_version_id,
    staged.to_article_id,
    staged.headline_changed,
    staged.body_changed,
    staged.figures_changed,
    staged.figures_dropped,
    staged.new_figures,
    staged.old_figures,
    staged.change,
    staged.is_reversal,
    staged.notices_added,
    staged.seconds_since_publication
)
