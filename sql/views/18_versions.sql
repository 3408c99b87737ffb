-- Grain: one version of one article: one distinct title, summary and text.
CREATE OR REPLACE VIEW news.versions AS
SELECT
    version.version_id,
    version.article_id,
    version.version_no,
    version.is_latest,
    words.title,
    words.summary,
    words."text",
    version.outlet_id,
    coalesce(outlet.name, version.outlet_id) AS outlet,
    version.url,
    version.foreign_canonical_url,
    version.first_seen_at,
    version.last_seen_at,
    version.article_seen_at,
    version.sightings,
    version.published_at,
    version.published_day,
    version.published_precision,
    version.published_basis,
    version.published_origin,
    version.published_raw,
    version.modified_at,
    version.authors,
    version.byline,
    version.language,
    version.section,
    version.topics,
    version.word_count,
    version.notices,
    version.page_kind,
    version.is_partial,
    version.capture_id,
    version.segment_id
FROM main.fact_version AS version
INNER JOIN main.article_text AS words ON words.version_id = version.version_id
LEFT JOIN main.dim_outlet AS outlet ON outlet.outlet_id = version.outlet_id
WHERE version.producer = (SELECT producer FROM main.dim_producer WHERE step = 'articles' AND is_current);

COMMENT ON VIEW news.versions IS 'Grain: one version of one article: one distinct title, summary and text.';
COMMENT ON COLUMN news.versions.version_id IS 'identity of article, title, summary and text';
COMMENT ON COLUMN news.versions.article_id IS 'article';
COMMENT ON COLUMN news.versions.version_no IS 'from 1, in the order of first sightings';
COMMENT ON COLUMN news.versions.is_latest IS 'whether the last capture of the article shows it';
COMMENT ON COLUMN news.versions.title IS 'headline';
COMMENT ON COLUMN news.versions.summary IS 'standfirst';
COMMENT ON COLUMN news.versions.text IS 'body; spans of facts count its code points';
COMMENT ON COLUMN news.versions.outlet_id IS 'publisher';
COMMENT ON COLUMN news.versions.outlet IS 'publisher''s name';
COMMENT ON COLUMN news.versions.url IS 'address of the page';
COMMENT ON COLUMN news.versions.foreign_canonical_url IS 'address on another site that the page calls canonical: evidence of syndication';
COMMENT ON COLUMN news.versions.first_seen_at IS 'first capture that shows it: provable';
COMMENT ON COLUMN news.versions.last_seen_at IS 'last capture that shows it: provable';
COMMENT ON COLUMN news.versions.article_seen_at IS 'first capture that shows the article, in any version: provable';
COMMENT ON COLUMN news.versions.sightings IS 'captures that show it';
COMMENT ON COLUMN news.versions.published_at IS 'claimed publication, UTC; null where the zone is unknown';
COMMENT ON COLUMN news.versions.published_day IS 'local day as written';
COMMENT ON COLUMN news.versions.published_precision IS 'second, minute or day';
COMMENT ON COLUMN news.versions.published_basis IS 'how the zone was found: offset, abbreviation, outlet or none';
COMMENT ON COLUMN news.versions.published_origin IS 'which mark of the page or feed it comes from';
COMMENT ON COLUMN news.versions.published_raw IS 'the mark as written';
COMMENT ON COLUMN news.versions.modified_at IS 'claimed last change';
COMMENT ON COLUMN news.versions.authors IS 'named authors';
COMMENT ON COLUMN news.versions.byline IS 'byline as written';
COMMENT ON COLUMN news.versions.language IS 'detected, BCP 47';
COMMENT ON COLUMN news.versions.section IS 'section of the outlet';
COMMENT ON COLUMN news.versions.topics IS 'topics as the page declares them';
COMMENT ON COLUMN news.versions.word_count IS 'words of the text';
COMMENT ON COLUMN news.versions.notices IS 'correction, update and withdrawal notices, verbatim';
COMMENT ON COLUMN news.versions.page_kind IS 'article, live-blog, gallery, video, audio or printer-page';
COMMENT ON COLUMN news.versions.is_partial IS 'whether the text is only the part that everybody may read';
COMMENT ON COLUMN news.versions.capture_id IS 'capture of the first sighting';
COMMENT ON COLUMN news.versions.segment_id IS 'its segment';
