-- Grain: the one index: by which rules, over which readings it is made from now on.
INSERT INTO main.family_index (method, window_days, producer, agencies)
VALUES ($method, $window_days, $producer, $agencies)
