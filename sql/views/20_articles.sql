-- Grain: one article: its latest version, with its agency and its family.
CREATE OR REPLACE VIEW news.articles AS
SELECT
    version.article_id,
    version.title,
    version.outlet,
    version.published_at,
    version.article_seen_at AS first_seen_at,
    version.last_seen_at,
    credit.agency,
    member.family_id,
    coalesce(member.relation, 'original') AS relation,
    member.parent_id,
    version.version_no AS versions,
    version.language,
    version.word_count,
    version.url,
    version.summary,
    version."text",
    version.outlet_id,
    credit.agency_id,
    member.parent_agency_id,
    version.published_day,
    version.published_precision,
    version.published_basis,
    version.published_origin,
    version.published_raw,
    version.modified_at,
    version.authors,
    version.byline,
    version.section,
    version.topics,
    version.version_id,
    version.first_seen_at AS version_seen_at,
    version.capture_id
FROM news.versions AS version
LEFT JOIN main.fact_family_member AS member
    ON member.article_id = version.article_id AND member.producer = (SELECT producer FROM main.dim_producer WHERE step = 'articles' AND is_current)
LEFT JOIN (
    SELECT
        version_id,
        arg_min(agency_id, ordinal) AS agency_id,
        arg_min(agency, ordinal) AS agency
    FROM (
        SELECT
            marked.version_id,
            marked.ordinal,
            marked.agency_id,
            coalesce(known.name, marked.agency_id) AS agency
        FROM main.fact_credit AS marked
        LEFT JOIN main.dim_agency AS known ON known.agency_id = marked.agency_id
        WHERE marked.kind <> 'image' AND marked.producer = (SELECT producer FROM main.dim_producer WHERE step = 'articles' AND is_current)
    )
    GROUP BY version_id
) AS credit ON credit.version_id = version.version_id
WHERE version.is_latest;

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
