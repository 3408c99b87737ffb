-- Grain: one hop of one article's chain of sources.
-- Title: Where does one article's news come from, hop by hop?
-- Topic: sources
-- Meaning: From the publisher over the agency that it carries and the source that it cites to the document at the
--   end, each with the words or the credit that show it. Without an article it shows the longest chain.
-- Cannot know: Hops that the text doesn't name.
-- Parameter article (text, default none): article_id
WITH chosen AS (
    SELECT coalesce(
        (SELECT version_id FROM news.headlines WHERE article_id = $article::TEXT),
        $article::TEXT,
        (
            SELECT arg_max(hop.version_id, (hop.depth, hop.kind = 'document', hop.version_id))
            FROM news.lineage AS hop
            INNER JOIN news.headlines AS article ON article.version_id = hop.version_id
        )
    ) AS version_id
)

SELECT
    hop.depth,
    hop.relation,
    hop.name,
    hop.kind,
    hop.evidence,
    hop.score AS confidence,
    hop.span_start,
    hop.span_end,
    hop.article_id
FROM news.lineage AS hop
INNER JOIN chosen ON chosen.version_id = hop.version_id
ORDER BY hop.depth, hop.span_start, hop.name
