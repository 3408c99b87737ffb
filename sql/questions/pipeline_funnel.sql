-- Grain: one way in which items of one run ended.
-- Title: What came in with each run, and what became of it?
-- Topic: operations
-- Meaning: Every poll, page and entry in exactly one outcome. Runs are counted by the capture that the item belongs to.
-- Cannot know: Items that were never listed or asked for.
-- Parameter run (text, default none): only this run; without one: all
-- Parameter rows (integer, default 200): rows at most
SELECT
    run.run_id,
    outcome.item,
    outcome.outcome,
    outcome.reason,
    sum(outcome.items)::BIGINT AS items
FROM news.outcomes AS outcome
INNER JOIN news.fetches AS capture ON capture.capture_id = outcome.capture_id
INNER JOIN news.runs AS run ON run.segment_id = capture.segment_id
WHERE $run::TEXT IS NULL OR run.run_id = $run::TEXT
GROUP BY run.run_id, run.started_at, outcome.item, outcome.outcome, outcome.reason
ORDER BY run.started_at DESC, outcome.item, items DESC, outcome.outcome, outcome.reason
LIMIT $rows::INTEGER
