-- Grain: one kind of change after publication, with the first example.
SELECT
    edit.kind,
    count(*) AS edits,
    arg_min(article.title, (edit.seen_at, edit.article_id)) AS example
FROM news.edits AS edit
INNER JOIN news.articles AS article ON article.article_id = edit.article_id
GROUP BY edit.kind
ORDER BY edits DESC, edit.kind;
