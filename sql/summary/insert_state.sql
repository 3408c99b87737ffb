-- Grain: one row: what the summaries were made from.
INSERT INTO main.summary_state
SELECT
    (SELECT producer FROM main.dim_producer WHERE step = 'articles' AND is_current),
    (SELECT producer FROM main.dim_producer WHERE step = 'facts' AND is_current),
    (SELECT md5(string_agg(outlet_id || ' ' || family_id, ' ' ORDER BY outlet_id)) FROM main.dim_outlet)
