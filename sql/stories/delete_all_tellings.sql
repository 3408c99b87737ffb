-- Grain: one family as stories see it: all are made anew.
DELETE FROM main.story_telling
