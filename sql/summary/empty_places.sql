-- Grain: one row of place_summary: all go, since the summaries are made anew.
TRUNCATE main.place_summary
