-- Grain: one family in a story: all stories are made anew.
DELETE FROM main.fact_story_member
