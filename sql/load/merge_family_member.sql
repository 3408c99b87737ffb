-- Grain: one article's place in its family. Rows that are the same stay untouched.
MERGE INTO main.fact_family_member AS loaded
USING temp.staged_member AS staged
ON loaded.producer = $producer
AND loaded.article_id = staged.article_id
WHEN MATCHED
    AND (loaded.family_id, loaded.relation, loaded.parent_id, loaded.parent_agency_id, loaded.score, loaded.method, loaded.evidence, loaded.confidence)
    IS DISTINCT FROM (staged.family_id, staged.relation, staged.parent_id, staged.parent_agency_id, staged.score, staged.method, staged.evidence, staged.confidence)
THEN UPDATE SET
    family_id = staged.family_id,
    relation = staged.relation,
    parent_id = staged.parent_id,
    parent_agency_id = staged.parent_agency_id,
    score = staged.score,
    method = staged.method,
    evidence = staged.evidence,
    confidence = staged.confidence
WHEN NOT MATCHED THEN INSERT (
    producer,
    article_id,
    family_id,
    relation,
    parent_id,
    parent_agency_id,
    score,
    method,
    evidence,
    confidence
) VALUES (
    $producer,
    staged.article_id,
    staged.family_id,
    staged.relation,
    staged.parent_id,
    staged.parent_agency_id,
    staged.score,
    staged.method,
    staged.evidence,
    staged.confidence
)
