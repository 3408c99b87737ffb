-- Purpose: one value of each type, so that whatever Python loads to hold them is loaded while files are within reach.
SELECT
    TIMESTAMPTZ '2024-02-20 10:34:00Z' AS instant,
    TIMESTAMP '2024-02-20 10:34:00' AS clock,
    DATE '2024-02-20' AS "day",
    TIME '10:34:00' AS "time",
    '10:34:00+00'::TIMETZ AS zoned_time,
    1.5::DECIMAL(9, 2) AS "decimal",
    1::HUGEINT AS huge,
    INTERVAL 1 DAY AS span,
    uuid() AS identifier,
    'x'::BLOB AS bytes,
    [1] AS list,
    {'a': 1} AS struct,
    MAP {'a': 1} AS map
