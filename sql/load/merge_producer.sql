-- Grain: one producer of one step; the one that this load was told to use becomes the one that readers see.
MERGE INTO main.dim_producer AS loaded
USING (SELECT $step::TEXT AS step, $producer::TEXT AS producer) AS told
ON loaded.step = told.step AND loaded.producer = told.producer
WHEN MATCHED THEN UPDATE SET is_current = true
WHEN NOT MATCHED THEN INSERT (step, producer, is_current) VALUES (told.step, told.producer, true)
WHEN NOT MATCHED BY SOURCE AND loaded.step = $step THEN UPDATE SET is_current = false
