-- Check: every entry that a feed lists was kept, listed twice or rejected.
SELECT
    'every listed entry is kept, a duplicate or rejected' AS name,
    coalesce(sum(entries_listed), 0)::BIGINT AS expected,
    coalesce(sum(entries_kept + entries_duplicate + entries_rejected), 0)::BIGINT AS found,
    coalesce(
        sum(abs(entries_listed - entries_kept - entries_duplicate - entries_rejected)), 0
    )::BIGINT AS difference
FROM main.fact_fetch
