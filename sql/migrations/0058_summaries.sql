-- Purpose: what most questions read, made narrow: derived from the facts, renewed for what a load changes, no part of the digest.
CREATE TABLE main.article_summary (
    article_key UBIGINT NOT NULL,
    family_key UBIGINT,
    article_id TEXT NOT NULL,
    title TEXT NOT NULL,
    outlet_id TEXT NOT NULL,
    published_at TIMESTAMPTZ,
    first_seen_at TIMESTAMPTZ NOT NULL,
    last_seen_at TIMESTAMPTZ NOT NULL,
    agency_id TEXT,
    family_id TEXT,
    relation TEXT NOT NULL,
    parent_id TEXT,
    parent_key UBIGINT,
    parent_agency_id TEXT,
    score DOUBLE,
    method TEXT,
    evidence TEXT,
    confidence DOUBLE,
    versions INTEGER NOT NULL,
    language TEXT,
    word_count INTEGER NOT NULL,
    url TEXT NOT NULL,
    published_day DATE,
    published_precision TEXT,
    published_basis TEXT,
    published_origin TEXT,
    published_raw TEXT,
    modified_at TIMESTAMPTZ,
    authors STRUCT("name" TEXT, "role" TEXT, is_organisation BOOLEAN)[],
    byline TEXT,
    section TEXT,
    topics TEXT[],
    version_id TEXT NOT NULL,
    version_seen_at TIMESTAMPTZ NOT NULL,
    capture_id TEXT NOT NULL
);
COMMENT ON TABLE main.article_summary IS 'Grain: one article of the adopted producer: its latest version, its agency and its family, without words. Derived.';
COMMENT ON COLUMN main.article_summary.article_key IS 'the article as a number: the lower half of the MD5 of its id; short to compare';
COMMENT ON COLUMN main.article_summary.family_key IS 'the family as a number, likewise';
COMMENT ON COLUMN main.article_summary.article_id IS 'article';
COMMENT ON COLUMN main.article_summary.title IS 'headline';
COMMENT ON COLUMN main.article_summary.outlet_id IS 'publisher';
COMMENT ON COLUMN main.article_summary.published_at IS 'claimed publication, UTC; null where the zone is unknown';
COMMENT ON COLUMN main.article_summary.first_seen_at IS 'first capture that shows it, in any version: provable';
COMMENT ON COLUMN main.article_summary.last_seen_at IS 'last capture of this version: provable';
COMMENT ON COLUMN main.article_summary.agency_id IS 'agency that the text is credited to; the first credit that is not an image''s';
COMMENT ON COLUMN main.article_summary.family_id IS 'family: articles that reproduce the same copy';
COMMENT ON COLUMN main.article_summary.relation IS 'original, copy or version_of';
COMMENT ON COLUMN main.article_summary.parent_id IS 'article it was taken from';
COMMENT ON COLUMN main.article_summary.parent_agency_id IS 'agency that the text was taken from, credited or not';
COMMENT ON COLUMN main.article_summary.parent_key IS 'the article that it was taken from, as a number';
COMMENT ON COLUMN main.article_summary.score IS 'containment of the shorter text in the longer, 0 to 1';
COMMENT ON COLUMN main.article_summary.method IS 'exact, containment, identity or alone';
COMMENT ON COLUMN main.article_summary.evidence IS 'what shows the direction';
COMMENT ON COLUMN main.article_summary.confidence IS 'of the parent, 0 to 1';
COMMENT ON COLUMN main.article_summary.versions IS 'number of this version, from 1';
COMMENT ON COLUMN main.article_summary.language IS 'detected, BCP 47';
COMMENT ON COLUMN main.article_summary.word_count IS 'words of the text';
COMMENT ON COLUMN main.article_summary.url IS 'address of the page';
COMMENT ON COLUMN main.article_summary.published_day IS 'local day as written';
COMMENT ON COLUMN main.article_summary.published_precision IS 'second, minute or day';
COMMENT ON COLUMN main.article_summary.published_basis IS 'how the zone was found: offset, abbreviation, outlet or none';
COMMENT ON COLUMN main.article_summary.published_origin IS 'which mark of the page or feed it comes from';
COMMENT ON COLUMN main.article_summary.published_raw IS 'the mark as written';
COMMENT ON COLUMN main.article_summary.modified_at IS 'claimed last change';
COMMENT ON COLUMN main.article_summary.authors IS 'named authors';
COMMENT ON COLUMN main.article_summary.byline IS 'byline as written';
COMMENT ON COLUMN main.article_summary.section IS 'section of the outlet';
COMMENT ON COLUMN main.article_summary.topics IS 'topics as the page declares them';
COMMENT ON COLUMN main.article_summary.version_id IS 'its latest version';
COMMENT ON COLUMN main.article_summary.version_seen_at IS 'first capture that shows these words: provable';
COMMENT ON COLUMN main.article_summary.capture_id IS 'capture that first showed this version';

CREATE TABLE main.family_summary (
    family_id TEXT NOT NULL,
    articles BIGINT NOT NULL,
    outlets BIGINT NOT NULL,
    owners BIGINT NOT NULL,
    first_seen_at TIMESTAMPTZ NOT NULL,
    last_seen_at TIMESTAMPTZ NOT NULL,
    last_first_seen_at TIMESTAMPTZ NOT NULL,
    original_id TEXT NOT NULL,
    title TEXT NOT NULL,
    agency_id TEXT
);
COMMENT ON TABLE main.family_summary IS 'Grain: one family of the adopted producer: the articles that reproduce the same copy. Derived.';
COMMENT ON COLUMN main.family_summary.family_id IS 'family';
COMMENT ON COLUMN main.family_summary.articles IS 'articles in it';
COMMENT ON COLUMN main.family_summary.outlets IS 'outlets that published one';
COMMENT ON COLUMN main.family_summary.owners IS 'owners of these outlets: the number of independent publishers';
COMMENT ON COLUMN main.family_summary.first_seen_at IS 'first capture that shows one of its articles: provable';
COMMENT ON COLUMN main.family_summary.last_seen_at IS 'last capture';
COMMENT ON COLUMN main.family_summary.last_first_seen_at IS 'first capture of the article that was seen last';
COMMENT ON COLUMN main.family_summary.original_id IS 'article that the others were taken from, as far as we can tell';
COMMENT ON COLUMN main.family_summary.title IS 'its title';
COMMENT ON COLUMN main.family_summary.agency_id IS 'an agency that one of them was taken from';

CREATE TABLE main.place_summary (
    article_key UBIGINT NOT NULL,
    family_key UBIGINT,
    name TEXT NOT NULL,
    country TEXT,
    is_first_of_name BOOLEAN NOT NULL,
    is_first_of_country BOOLEAN NOT NULL,
    is_own BOOLEAN NOT NULL,
    seen_on DATE NOT NULL
);
COMMENT ON TABLE main.place_summary IS 'Grain: one place that the latest version of one article mentions, however often. Derived.';
COMMENT ON COLUMN main.place_summary.article_key IS 'article, see article_summary';
COMMENT ON COLUMN main.place_summary.family_key IS 'its family, see article_summary';
COMMENT ON COLUMN main.place_summary.name IS 'canonical name';
COMMENT ON COLUMN main.place_summary.country IS 'ISO 3166-1 alpha-2';
COMMENT ON COLUMN main.place_summary.is_first_of_name IS 'true in one row of each article and name: count these for articles';
COMMENT ON COLUMN main.place_summary.is_first_of_country IS 'true in one row of each article and country: count these for articles';
COMMENT ON COLUMN main.place_summary.is_own IS 'whether the article is an original without an agency';
COMMENT ON COLUMN main.place_summary.seen_on IS 'UTC day of the article''s first capture';

CREATE TABLE main.summary_state (
    articles_producer TEXT,
    facts_producer TEXT,
    owners TEXT
);
COMMENT ON TABLE main.summary_state IS 'Grain: one row: what the summaries were made from. Where it differs from now they are made anew.';
COMMENT ON COLUMN main.summary_state.articles_producer IS 'whose articles';
COMMENT ON COLUMN main.summary_state.facts_producer IS 'whose facts';
COMMENT ON COLUMN main.summary_state.owners IS 'MD5 of outlets and their owners';
