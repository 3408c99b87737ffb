-- Purpose: nothing is said to be made; its row is written when everything is.
DELETE FROM main.summary_state
