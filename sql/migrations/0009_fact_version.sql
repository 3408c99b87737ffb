-- Grain: one version of one article: one distinct title, summary and text. What else it says is as the first sighting has it.

CREATE TABLE main.fact_version (
    producer TEXT NOT NULL,
    version_id TEXT NOT NULL,
    article_id TEXT NOT NULL,
    capture_id TEXT NOT NULL,
    segment_id TEXT NOT NULL,
    outlet_id TEXT NOT NULL,
    url TEXT NOT NULL,
    canonical_url TEXT NOT NULL,
    version_no INTEGER NOT NULL,
    is_latest BOOLEAN NOT NULL,
    first_seen_at TIMESTAMPTZ NOT NULL,
    last_seen_at TIMESTAMPTZ NOT NULL,
    sightings BIGINT NOT NULL,
    word_count INTEGER NOT NULL,
    body_source TEXT NOT NULL,
    alternative_title TEXT,
    authors STRUCT("name" TEXT, "role" TEXT, is_organisation BOOLEAN)[],
    byline TEXT,
    dateline_place TEXT,
    dateline_day DATE,
    dateline_agency TEXT,
    dateline_raw TEXT,
    published_at TIMESTAMPTZ,
    published_day DATE,
    published_precision TEXT,
    published_basis TEXT,
    published_origin TEXT,
    published_raw TEXT,
    published_alternatives STRUCT("at" TIMESTAMPTZ, "day" DATE, "precision" TEXT, zone_basis TEXT, origin TEXT, raw TEXT, notes TEXT[])[],
    modified_at TIMESTAMPTZ,
    modified_day DATE,
    modified_precision TEXT,
    modified_basis TEXT,
    modified_origin TEXT,
    modified_raw TEXT,
    language TEXT,
    declared_language TEXT,
    section TEXT,
    topics TEXT[],
    lead_image_url TEXT,
    lead_image_caption TEXT,
    lead_image_credit TEXT,
    is_free BOOLEAN,
    rights TEXT,
    notices TEXT[]
);

COMMENT ON TABLE main.fact_version IS 'Grain: one version of one article: one distinct title, summary and text. What else it says is as the first sighting has it.';
COMMENT ON COLUMN main.fact_version.producer IS 'normalise''s producer: which code read the captures';
COMMENT ON COLUMN main.fact_version.version_id IS 'identity of article, title, summary and text';
COMMENT ON COLUMN main.fact_version.article_id IS 'article';
COMMENT ON COLUMN main.fact_version.capture_id IS 'capture of the first sighting';
COMMENT ON COLUMN main.fact_version.segment_id IS 'segment of the first sighting';
COMMENT ON COLUMN main.fact_version.outlet_id IS 'publisher';
COMMENT ON COLUMN main.fact_version.url IS 'address of the page';
COMMENT ON COLUMN main.fact_version.canonical_url IS 'address that stays the same';
COMMENT ON COLUMN main.fact_version.version_no IS 'from 1, in the order of first sightings';
COMMENT ON COLUMN main.fact_version.is_latest IS 'whether the last capture that shows the article shows this version';
COMMENT ON COLUMN main.fact_version.first_seen_at IS 'first capture that shows it: provable';
COMMENT ON COLUMN main.fact_version.last_seen_at IS 'last capture that shows it: provable';
COMMENT ON COLUMN main.fact_version.sightings IS 'captures that show it';
COMMENT ON COLUMN main.fact_version.word_count IS 'words of the text';
COMMENT ON COLUMN main.fact_version.body_source IS 'where the text comes from: page, jsonld, feed-content or plain-text';
COMMENT ON COLUMN main.fact_version.alternative_title IS 'second title';
COMMENT ON COLUMN main.fact_version.authors IS 'named authors';
COMMENT ON COLUMN main.fact_version.byline IS 'byline as written';
COMMENT ON COLUMN main.fact_version.dateline_place IS 'place before the first sentence';
COMMENT ON COLUMN main.fact_version.dateline_day IS 'day before the first sentence';
COMMENT ON COLUMN main.fact_version.dateline_agency IS 'agency before the first sentence';
COMMENT ON COLUMN main.fact_version.dateline_raw IS 'dateline as written';
COMMENT ON COLUMN main.fact_version.published_at IS 'publication as the page claims it: the instant, UTC; null where the zone is unknown';
COMMENT ON COLUMN main.fact_version.published_day IS 'publication as the page claims it: the local day as written';
COMMENT ON COLUMN main.fact_version.published_precision IS 'how exact: second, minute or day';
COMMENT ON COLUMN main.fact_version.published_basis IS 'how the zone was found: offset, abbreviation, outlet or none';
COMMENT ON COLUMN main.fact_version.published_origin IS 'which mark of the page or feed it comes from';
COMMENT ON COLUMN main.fact_version.published_raw IS 'the mark as written';
COMMENT ON COLUMN main.fact_version.published_alternatives IS 'readings of the date that lost';
COMMENT ON COLUMN main.fact_version.modified_at IS 'last change as the page claims it: the instant, UTC; null where the zone is unknown';
COMMENT ON COLUMN main.fact_version.modified_day IS 'last change as the page claims it: the local day as written';
COMMENT ON COLUMN main.fact_version.modified_precision IS 'how exact: second, minute or day';
COMMENT ON COLUMN main.fact_version.modified_basis IS 'how the zone was found: offset, abbreviation, outlet or none';
COMMENT ON COLUMN main.fact_version.modified_origin IS 'which mark of the page or feed it comes from';
COMMENT ON COLUMN main.fact_version.modified_raw IS 'the mark as written';
COMMENT ON COLUMN main.fact_version.language IS 'detected, BCP 47';
COMMENT ON COLUMN main.fact_version.declared_language IS 'as the page declares it';
COMMENT ON COLUMN main.fact_version.section IS 'section of the outlet';
COMMENT ON COLUMN main.fact_version.topics IS 'topics as the page declares them';
COMMENT ON COLUMN main.fact_version.lead_image_url IS 'picture on top';
COMMENT ON COLUMN main.fact_version.lead_image_caption IS 'its caption';
COMMENT ON COLUMN main.fact_version.lead_image_credit IS 'its credit';
COMMENT ON COLUMN main.fact_version.is_free IS 'whether the page says that it is free to read';
COMMENT ON COLUMN main.fact_version.rights IS 'rights notice';
COMMENT ON COLUMN main.fact_version.notices IS 'correction, update and withdrawal notices, verbatim';
