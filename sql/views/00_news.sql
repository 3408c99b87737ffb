-- Purpose: the schema that readers rely on. Views are made anew whenever the text of one of them changes.
DROP SCHEMA IF EXISTS news CASCADE;
CREATE SCHEMA news;
