-- Grain: one producer of derived rows: a step of the pipeline and the code that took it.

CREATE TABLE main.dim_producer (
    step TEXT NOT NULL,
    producer TEXT NOT NULL,
    is_current BOOLEAN NOT NULL,
    PRIMARY KEY (step, producer)
);

COMMENT ON TABLE main.dim_producer IS 'Grain: one producer of derived rows: a step of the pipeline and the code that took it.';
COMMENT ON COLUMN main.dim_producer.step IS 'articles or facts';
COMMENT ON COLUMN main.dim_producer.producer IS 'name of the producer, as in the archive''s folders';
COMMENT ON COLUMN main.dim_producer.is_current IS 'the one that readers see: the last that a load was told to use';
