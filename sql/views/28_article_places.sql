-- Grain: one place that the latest version of one article mentions, however often.
CREATE OR REPLACE VIEW news.article_places AS
SELECT
    article_key,
    family_key,
    name,
    country,
    is_first_of_name,
    is_first_of_country,
    is_own,
    seen_on
FROM main.place_summary;

COMMENT ON VIEW news.article_places IS 'Grain: one place that the latest version of one article mentions, however often.';
COMMENT ON COLUMN news.article_places.article_key IS 'article, as in headlines';
COMMENT ON COLUMN news.article_places.family_key IS 'its family, as in headlines';
COMMENT ON COLUMN news.article_places.name IS 'canonical name';
COMMENT ON COLUMN news.article_places.country IS 'ISO 3166-1 alpha-2';
COMMENT ON COLUMN news.article_places.is_first_of_name IS 'true in one row of each article and name: count these for articles';
COMMENT ON COLUMN news.article_places.is_first_of_country IS 'true in one row of each article and country: count these for articles';
COMMENT ON COLUMN news.article_places.is_own IS 'whether the article is an original without an agency';
COMMENT ON COLUMN news.article_places.seen_on IS 'UTC day of the first capture of the article';
