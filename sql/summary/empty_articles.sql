-- Grain: one row of article_summary: all go, since the summaries are made anew.
TRUNCATE main.article_summary
