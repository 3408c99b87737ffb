-- Grain: one article: its latest version, with its agency and its family.
CREATE OR REPLACE VIEW news.articles AS
SELECT
    article.article_id,
    article.title,
    article.outlet,
    article.published_at,
    article.first_seen_at,
    article.last_seen_at,
    article.agency,
    article.family_id,
    article.relation,
    article.parent_id,
    article.versions,
    article.language,
    article.word_count,
    article.url,
    words.summary,
    words."text",
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
    article.capture_id
FROM news.headlines AS article
INNER JOIN main.article_text AS words ON words.version_id = article.version_id;

COMMENT ON VIEW news.articles IS 'Grain: one article: its latest version, with its agency and its family.';
COMMENT ON COLUMN news.articles.article_id IS 'article';
COMMENT ON COLUMN news.articles.title IS 'headline';
COMMENT ON COLUMN news.articles.outlet IS 'publisher''s name';
COMMENT ON COLUMN news.articles.published_at IS 'claimed publication, UTC; null where the zone is unknown';
COMMENT ON COLUMN news.articles.first_seen_at IS 'first capture that shows it, in any version: provable';
COMMENT ON COLUMN news.articles.last_seen_at IS 'last capture of this version: provable';
COMMENT ON COLUMN news.articles.agency IS 'agency that the text is credited to; the first credit that is not an image''s';
COMMENT ON COLUMN news.articles.family_id IS 'family: articles that reproduce the same copy';
COMMENT ON COLUMN news.articles.relation IS 'original, copy or version_of';
COMMENT ON COLUMN news.articles.parent_id IS 'article it was taken from';
COMMENT ON COLUMN news.articles.versions IS 'number of this version, from 1';
COMMENT ON COLUMN news.articles.language IS 'detected, BCP 47';
COMMENT ON COLUMN news.articles.word_count IS 'words of the text';
COMMENT ON COLUMN news.articles.url IS 'address of the page';
COMMENT ON COLUMN news.articles.summary IS 'standfirst';
COMMENT ON COLUMN news.articles.text IS 'body; spans of facts count its code points';
COMMENT ON COLUMN news.articles.outlet_id IS 'publisher';
COMMENT ON COLUMN news.articles.agency_id IS 'agency that the text is credited to';
COMMENT ON COLUMN news.articles.parent_agency_id IS 'agency that the text was taken from, credited or not';
COMMENT ON COLUMN news.articles.published_day IS 'local day as written';
COMMENT ON COLUMN news.articles.published_precision IS 'second, minute or day';
COMMENT ON COLUMN news.articles.published_basis IS 'how the zone was found: offset, abbreviation, outlet or none';
COMMENT ON COLUMN news.articles.published_origin IS 'which mark of the page or feed it comes from';
COMMENT ON COLUMN news.articles.published_raw IS 'the mark as written';
COMMENT ON COLUMN news.articles.modified_at IS 'claimed last change';
COMMENT ON COLUMN news.articles.authors IS 'named authors';
COMMENT ON COLUMN news.articles.byline IS 'byline as written';
COMMENT ON COLUMN news.articles.section IS 'section of the outlet';
COMMENT ON COLUMN news.articles.topics IS 'topics as the page declares them';
COMMENT ON COLUMN news.articles.version_id IS 'its latest version';
COMMENT ON COLUMN news.articles.capture_id IS 'capture that first showed this version';
COMMENT ON COLUMN news.articles.version_seen_at IS 'first capture that shows these words: provable';
