-- Grain: one place where one version credits an agency.

CREATE TABLE main.fact_credit (
    producer TEXT NOT NULL,
    version_id TEXT NOT NULL,
    article_id TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    agency_id TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    "start" INTEGER,
    "end" INTEGER,
    "where" TEXT NOT NULL,
    raw TEXT NOT NULL
);

COMMENT ON TABLE main.fact_credit IS 'Grain: one place where one version credits an agency.';
COMMENT ON COLUMN main.fact_credit.producer IS 'normalise''s producer: which code read the captures';
COMMENT ON COLUMN main.fact_credit.version_id IS 'version';
COMMENT ON COLUMN main.fact_credit.article_id IS 'its article';
COMMENT ON COLUMN main.fact_credit.ordinal IS 'from 0, in the order found';
COMMENT ON COLUMN main.fact_credit.agency_id IS 'agency';
COMMENT ON COLUMN main.fact_credit.name IS 'as written';
COMMENT ON COLUMN main.fact_credit.kind IS 'text, joint or image: what it is evidence for';
COMMENT ON COLUMN main.fact_credit."start" IS 'first code point in the text, where it stands in the text';
COMMENT ON COLUMN main.fact_credit."end" IS 'behind the last code point';
COMMENT ON COLUMN main.fact_credit."where" IS 'byline, dateline, tail, jsonld:author …';
COMMENT ON COLUMN main.fact_credit.raw IS 'the mark as written';
