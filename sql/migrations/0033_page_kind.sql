-- Purpose: what kind of page a version was read from, and whether its text is only the part before a paywall.

ALTER TABLE main.fact_version ADD COLUMN page_kind TEXT;
ALTER TABLE main.fact_version ADD COLUMN is_partial BOOLEAN;

COMMENT ON COLUMN main.fact_version.page_kind IS 'article, live-blog, gallery, video, audio or printer-page; null in versions loaded before this column';
COMMENT ON COLUMN main.fact_version.is_partial IS 'whether the text is only the part that everybody may read; null in versions loaded before this column';
