-- Grain: one row: whether the summaries were made from the producers and owners of now.
SELECT EXISTS (
    SELECT 1
    FROM main.summary_state AS made
    WHERE
        (made.articles_producer, made.facts_producer, made.owners) IS NOT DISTINCT FROM (
            (SELECT producer FROM main.dim_producer WHERE step = 'articles' AND is_current),
            (SELECT producer FROM main.dim_producer WHERE step = 'facts' AND is_current),
            (SELECT md5(string_agg(outlet_id || ' ' || family_id, ' ' ORDER BY outlet_id)) FROM main.dim_outlet)
        )
) AS is_fresh
