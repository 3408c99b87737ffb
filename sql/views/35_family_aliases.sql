-- Grain: one id under which the family of an article is known, or was: a family bears the identity of its smallest article.
CREATE OR REPLACE VIEW news.family_aliases AS
SELECT
    left(sha256('1' || chr(31) || 'family' || chr(31) || member.article_id), 16) AS alias_id,
    member.family_id,
    alias_id = member.family_id AS is_current
FROM main.fact_family_member AS member
WHERE member.producer = (SELECT producer FROM main.dim_producer WHERE step = 'articles' AND is_current);

COMMENT ON VIEW news.family_aliases IS 'Grain: one id under which the family of an article is known, or was: a family bears the identity of its smallest article.';
COMMENT ON COLUMN news.family_aliases.alias_id IS 'id that was ever published, or could have been: that of the family whose smallest article this is';
COMMENT ON COLUMN news.family_aliases.family_id IS 'family that has this article now';
COMMENT ON COLUMN news.family_aliases.is_current IS 'whether the id is still the family''s own; otherwise another family took it in';
