-- Purpose: stories: families about the same event, a looser level above copies; and the families as stories see them.

CREATE TABLE main.fact_story_member (
    producer TEXT NOT NULL,
    family_id TEXT NOT NULL,
    story_id TEXT NOT NULL,
    day DATE NOT NULL
);

COMMENT ON TABLE main.fact_story_member IS 'Grain: one family that tells the same event as another family. A family alone in its event has no row.';
COMMENT ON COLUMN main.fact_story_member.producer IS 'normalise''s producer: which code read the captures';
COMMENT ON COLUMN main.fact_story_member.family_id IS 'family';
COMMENT ON COLUMN main.fact_story_member.story_id IS 'story: families about the same event; the identity of its smallest family';
COMMENT ON COLUMN main.fact_story_member.day IS 'of the family''s first article: as it claims, else as it was seen';

CREATE TABLE main.story_telling (
    family_id TEXT NOT NULL,
    day DATE NOT NULL,
    version_id TEXT NOT NULL,
    made_by TEXT NOT NULL
);

COMMENT ON TABLE main.story_telling IS 'Grain: one family as stories see it. No fact: `renew_stories` can make all of it anew.';
COMMENT ON COLUMN main.story_telling.family_id IS 'family';
COMMENT ON COLUMN main.story_telling.day IS 'of its first article';
COMMENT ON COLUMN main.story_telling.version_id IS 'the version that speaks for it: the latest of its original';
COMMENT ON COLUMN main.story_telling.made_by IS 'by which rules, over which facts; where it differs, all stories are made anew';
