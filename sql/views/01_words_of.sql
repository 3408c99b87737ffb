-- Purpose: the words of a text as the index and questions to it see them; each Chinese, Japanese or Thai character is a word.
CREATE OR REPLACE MACRO main.words_of(written) AS regexp_extract_all(
    lower(CASE WHEN strlen(written) = length(written) THEN written ELSE strip_accents(written) END),
    '(?:[^\P{L}\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]|\p{N}|\p{M})+|[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]'
);

COMMENT ON MACRO main.words_of IS 'The words of a text in lower case without accents, in their order, as the full-text index sees them.';
