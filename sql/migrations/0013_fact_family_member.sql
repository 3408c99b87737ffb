-- Grain: one article's place in its family.

CREATE TABLE main.fact_family_member (
    producer TEXT NOT NULL,
    article_id TEXT NOT NULL,
    family_id TEXT NOT NULL,
    relation TEXT NOT NULL,
    parent_id TEXT,
    parent_agency_id TEXT,
    score DOUBLE NOT NULL,
    method TEXT NOT NULL,
    evidence TEXT NOT NULL,
    confidence DOUBLE NOT NULL
);

COMMENT ON TABLE main.fact_family_member IS 'Grain: one article''s place in its family.';
COMMENT ON COLUMN main.fact_family_member.producer IS 'normalise''s producer: which code read the captures';
COMMENT ON COLUMN main.fact_family_member.article_id IS 'article';
COMMENT ON COLUMN main.fact_family_member.family_id IS 'family';
COMMENT ON COLUMN main.fact_family_member.relation IS 'original, copy or version_of';
COMMENT ON COLUMN main.fact_family_member.parent_id IS 'article it was taken from; null for an original or an uncaptured parent';
COMMENT ON COLUMN main.fact_family_member.parent_agency_id IS 'agency it was taken from, captured or not';
COMMENT ON COLUMN main.fact_family_member.score IS 'containment of the shorter text in the longer, 0 to 1';
COMMENT ON COLUMN main.fact_family_member.method IS 'exact, containment, identity or alone';
COMMENT ON COLUMN main.fact_family_member.evidence IS 'what shows the direction';
COMMENT ON COLUMN main.fact_family_member.confidence IS 'of the parent, 0 to 1';
