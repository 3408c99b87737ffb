-- Grain: one version's words, apart from its facts so that counting never reads them.

CREATE TABLE main.article_text (
    version_id TEXT NOT NULL,
    article_id TEXT NOT NULL,
    title TEXT NOT NULL,
    summary TEXT,
    "text" TEXT NOT NULL
);

COMMENT ON TABLE main.article_text IS 'Grain: one version''s words, apart from its facts so that counting never reads them.';
COMMENT ON COLUMN main.article_text.version_id IS 'the version; its identity fixes the words';
COMMENT ON COLUMN main.article_text.article_id IS 'its article';
COMMENT ON COLUMN main.article_text.title IS 'headline';
COMMENT ON COLUMN main.article_text.summary IS 'standfirst';
COMMENT ON COLUMN main.article_text."text" IS 'body, paragraphs separated by one line feed; spans count its code points';
