-- Grain: one step in the life of one article: to other words, to nothing, to another address, or back.
CREATE OR REPLACE VIEW news.edits AS
SELECT
    edit.article_id,
    edit.seen_at,
    edit.kind,
    edit.headline_changed,
    edit.body_changed,
    edit.figures_changed,
    edit.figures_dropped,
    edit.old_figures,
    edit.new_figures,
    edit.change,
    edit.is_reversal,
    edit.notices_added,
    edit.seconds_since_publication,
    edit.from_version_id,
    edit.to_version_id,
    edit.to_article_id,
    edit.capture_id
FROM main.fact_edit AS edit
WHERE edit.producer = (SELECT producer FROM main.dim_producer WHERE step = 'articles' AND is_current);

COMMENT ON VIEW news.edits IS 'Grain: one step in the life of one article: to other words, to nothing, to another address, or back.';
COMMENT ON COLUMN news.edits.article_id IS 'article';
COMMENT ON COLUMN news.edits.seen_at IS 'when a capture showed it: the step happened before';
COMMENT ON COLUMN news.edits.kind IS 'correction (a new notice), edit, deletion, redirect or return';
COMMENT ON COLUMN news.edits.headline_changed IS 'title differs';
COMMENT ON COLUMN news.edits.body_changed IS 'summary or text differ';
COMMENT ON COLUMN news.edits.figures_changed IS 'figures that the version before did not have';
COMMENT ON COLUMN news.edits.figures_dropped IS 'figures that only the version before had';
COMMENT ON COLUMN news.edits.old_figures IS 'figures that the version before gave more often, in digits';
COMMENT ON COLUMN news.edits.new_figures IS 'figures that it gives more often, in digits: five is 5';
COMMENT ON COLUMN news.edits.change IS 'the gravest change: deletion, redirect, retraction, correction, figures, headline, body, cosmetic (same words and figures) or nothing';
COMMENT ON COLUMN news.edits.is_reversal IS 'whether the page went back to a version that it had shown before';
COMMENT ON COLUMN news.edits.notices_added IS 'notices that the version before did not have';
COMMENT ON COLUMN news.edits.seconds_since_publication IS 'from the claimed publication of the first version';
COMMENT ON COLUMN news.edits.from_version_id IS 'last version seen before';
COMMENT ON COLUMN news.edits.to_version_id IS 'version seen now';
COMMENT ON COLUMN news.edits.to_article_id IS 'redirect: article that the address leads to now';
COMMENT ON COLUMN news.edits.capture_id IS 'capture that shows the step';
