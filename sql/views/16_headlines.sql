-- Grain: one article, as in `articles`, without its words: quick to count and to compare.
CREATE OR REPLACE VIEW news.headlines AS
SELECT
    article.article_id,
    article.title,
    coalesce(outlet.name, article.outlet_id) AS outlet,
    article.published_at,
    article.first_seen_at,
    article.last_seen_at,
    coalesce(agency.name, article.agency_id) AS agency,
    article.family_id,
    article.relation,
    article.parent_id,
    article.versions,
    article.language,
    article.word_count,
    article.url,
    article.outlet_id,
    article.agency_id,
    article.parent_agency_id,
    article.published_day,
    article.published_precision,
    article.published_basis,
    article.published_origin,
    article.published_raw,
    article.modified_at,
    article.authors,
    article.byline,
    article.section,
    article.topics,
    article.version_id,
    article.version_seen_at,
    article.capture_id,
    coalesce(outlet.family_id, article.outlet_id) AS owner_id,
    coalesce(outlet.kind, '') AS outlet_kind,
    article.article_key,
    article.family_key,
    article.parent_key
FROM main.article_summary AS article
LEFT JOIN main.dim_outlet AS outlet ON outlet.outlet_id = article.outlet_id
LEFT JOIN main.dim_agency AS agency ON agency.agency_id = article.agency_id;

COMMENT ON VIEW news.headlines IS 'Grain: one article, as in `articles`, without its words: quick to count and to compare.';
COMMENT ON COLUMN news.headlines.article_id IS 'article';
COMMENT ON COLUMN news.headlines.title IS 'headline';
COMMENT ON COLUMN news.headlines.outlet IS 'publisher''s name';
COMMENT ON COLUMN news.headlines.published_at IS 'claimed publication, UTC; null where the zone is unknown';
COMMENT ON COLUMN news.headlines.first_seen_at IS 'first capture that shows it, in any version: provable';
COMMENT ON COLUMN news.headlines.last_seen_at IS 'last capture of this version: provable';
COMMENT ON COLUMN news.headlines.agency IS 'agency that the text is credited to; the first credit that is not an image''s';
COMMENT ON COLUMN news.headlines.family_id IS 'family: articles that reproduce the same copy';
COMMENT ON COLUMN news.headlines.relation IS 'original, copy or version_of';
COMMENT ON COLUMN news.headlines.parent_id IS 'article it was taken from';
COMMENT ON COLUMN news.headlines.versions IS 'number of this version, from 1';
COMMENT ON COLUMN news.headlines.language IS 'detected, BCP 47';
COMMENT ON COLUMN news.headlines.word_count IS 'words of the text';
COMMENT ON COLUMN news.headlines.url IS 'address of the page';
COMMENT ON COLUMN news.headlines.outlet_id IS 'publisher';
COMMENT ON COLUMN news.headlines.agency_id IS 'agency that the text is credited to';
COMMENT ON COLUMN news.headlines.parent_agency_id IS 'agency that the text was taken from, credited or not';
COMMENT ON COLUMN news.headlines.published_day IS 'local day as written';
COMMENT ON COLUMN news.headlines.published_precision IS 'second, minute or day';
COMMENT ON COLUMN news.headlines.published_basis IS 'how the zone was found: offset, abbreviation, outlet or none';
COMMENT ON COLUMN news.headlines.published_origin IS 'which mark of the page or feed it comes from';
COMMENT ON COLUMN news.headlines.published_raw IS 'the mark as written';
COMMENT ON COLUMN news.headlines.modified_at IS 'claimed last change';
COMMENT ON COLUMN news.headlines.authors IS 'named authors';
COMMENT ON COLUMN news.headlines.byline IS 'byline as written';
COMMENT ON COLUMN news.headlines.section IS 'section of the outlet';
COMMENT ON COLUMN news.headlines.topics IS 'topics as the page declares them';
COMMENT ON COLUMN news.headlines.version_id IS 'its latest version';
COMMENT ON COLUMN news.headlines.capture_id IS 'capture that first showed this version';
COMMENT ON COLUMN news.headlines.version_seen_at IS 'first capture that shows these words: provable';
COMMENT ON COLUMN news.headlines.owner_id IS 'owner of the publisher; the publisher where we know none';
COMMENT ON COLUMN news.headlines.outlet_kind IS 'kind of the publisher: agency, newspaper, broadcaster …; empty: unknown';
COMMENT ON COLUMN news.headlines.article_key IS 'the article as a number, quick to join with article_places';
COMMENT ON COLUMN news.headlines.family_key IS 'the family as a number';
COMMENT ON COLUMN news.headlines.parent_key IS 'the article that it was taken from, as a number';
