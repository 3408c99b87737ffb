-- Grain: one article whose summary this load changes since its place in a family is told anew.
CREATE OR REPLACE TEMP TABLE changed_article AS
SELECT article_id
FROM temp.staged_member
