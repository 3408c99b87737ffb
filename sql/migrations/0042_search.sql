-- Purpose: the full-text index: which words stand in which versions. It is derived from article_text, made again at will, and no part of the digest.
CREATE TABLE main.search_document (
    doc_no INTEGER NOT NULL,
    version_id TEXT NOT NULL,
    words INTEGER NOT NULL
);
COMMENT ON TABLE main.search_document IS 'Grain: one version whose words are in the index. Derived from article_text; numbers differ between warehouses.';
COMMENT ON COLUMN main.search_document.doc_no IS 'short number of the version in this file, in the order of indexing';
COMMENT ON COLUMN main.search_document.version_id IS 'version';
COMMENT ON COLUMN main.search_document.words IS 'words of title and text, for the length of a text in its rank';

CREATE TABLE main.search_posting (
    term TEXT NOT NULL,
    doc_no INTEGER NOT NULL,
    weight UTINYINT NOT NULL
);
COMMENT ON TABLE main.search_posting IS 'Grain: one word of one version. Rows of one load are sorted by word, so that a word is found by the ranges of its row groups.';
COMMENT ON COLUMN main.search_posting.term IS 'word in lower case without accents; each Chinese, Japanese or Thai character is one';
COMMENT ON COLUMN main.search_posting.doc_no IS 'version, see search_document';
COMMENT ON COLUMN main.search_posting.weight IS 'times that it occurs; in the title and summary each counts for more; at most 255';
