-- Grain: one of the last $days days of the outlet $outlet, in order.
SELECT
    day,
    polls,
    polls_good,
    new_articles,
    "state"
FROM news.outlet_days
WHERE outlet_id = $outlet
QUALIFY row_number() OVER (ORDER BY day DESC) <= $days
ORDER BY day
