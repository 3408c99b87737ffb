-- Grain: one row of family_summary: all go, since the summaries are made anew.
TRUNCATE main.family_summary
