-- Grain: one reuse of a text in another. Rows that are the same stay untouched.
MERGE INTO main.fact_reuse AS loaded
USING temp.staged_reuse AS staged
ON loaded.producer = $producer
AND loaded.article_id = staged.article_id
AND loaded.inner_article_id = staged.inner_article_id
AND loaded.relation = staged.relation
WHEN MATCHED
    AND (loaded.score)
    IS DISTINCT FROM (staged.score)
THEN UPDATE SET
    score = staged.score
WHEN NOT MATCHED THEN INSERT (
    producer,
    article_id,
    inner_article_id,
    relation,
    score
) VALUES (
    $producer,
    staged.article_id,
    staged.inner_article_id,
    staged.relation,
    staged.score
)
