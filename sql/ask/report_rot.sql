-- Grain: one outlet and field that is missing far more often than usual, on the outlet's last day with articles in the snapshot's last week.
SELECT
    outlet,
    field,
    "day"::TEXT AS "day",
    articles,
    missing,
    share,
    usual_share
FROM news.extraction_rot
WHERE "day" >= (SELECT max("day") FROM news.extraction_rot) - INTERVAL 7 DAYS
QUALIFY is_rotten AND row_number() OVER (PARTITION BY outlet_id, field ORDER BY "day" DESC) = 1
ORDER BY share - usual_share DESC, outlet, field
LIMIT $lines;
