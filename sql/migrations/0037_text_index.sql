-- Purpose: the index of copies, so that a load compares only what is new. No facts: `find_copies` can make all of it anew.

CREATE TABLE main.family_index (
    method TEXT NOT NULL,
    window_days DOUBLE NOT NULL,
    producer TEXT NOT NULL,
    agencies TEXT NOT NULL
);

COMMENT ON TABLE main.family_index IS 'Grain: the one index: by which rules, over which readings it was made. Where these differ it is made anew.';
COMMENT ON COLUMN main.family_index.method IS 'version of the rules';
COMMENT ON COLUMN main.family_index.window_days IS 'days between two texts beyond which one is no candidate for the other';
COMMENT ON COLUMN main.family_index.producer IS 'normalise''s producer whose versions are indexed';
COMMENT ON COLUMN main.family_index.agencies IS 'digest of what is known about agencies'' own sites; where it differs, lineage is decided anew';

CREATE TABLE main.indexed_outlet (
    source_no INTEGER NOT NULL,
    source TEXT NOT NULL
);

COMMENT ON TABLE main.indexed_outlet IS 'Grain: one outlet of the index of copies.';
COMMENT ON COLUMN main.indexed_outlet.source_no IS 'its number in the index, in order of arrival';
COMMENT ON COLUMN main.indexed_outlet.source IS 'outlet';

CREATE TABLE main.indexed_text (
    text_no INTEGER NOT NULL,
    version_id TEXT,
    capture_id TEXT,
    article_id TEXT NOT NULL,
    article_mark UBIGINT NOT NULL,
    source_no INTEGER NOT NULL,
    day DOUBLE,
    bucket INTEGER NOT NULL,
    mark UBIGINT NOT NULL,
    fingerprint UBIGINT NOT NULL,
    headline UBIGINT,
    length INTEGER NOT NULL,
    sampled INTEGER NOT NULL,
    thinned INTEGER NOT NULL,
    is_whole BOOLEAN NOT NULL,
    sketch UINTEGER[] NOT NULL,
    furniture INTEGER[] NOT NULL
);

COMMENT ON TABLE main.indexed_text IS 'Grain: one text in the index of copies: one version of one article.';
COMMENT ON COLUMN main.indexed_text.text_no IS 'its number in the index, in order of arrival';
COMMENT ON COLUMN main.indexed_text.version_id IS 'version';
COMMENT ON COLUMN main.indexed_text.capture_id IS 'capture whose reading is indexed: the first sighting';
COMMENT ON COLUMN main.indexed_text.article_id IS 'article';
COMMENT ON COLUMN main.indexed_text.article_mark IS 'hash of what makes texts versions of one article';
COMMENT ON COLUMN main.indexed_text.source_no IS 'outlet; 0 where it is unknown';
COMMENT ON COLUMN main.indexed_text.day IS 'when it appeared, in days since 1970; null where unknown';
COMMENT ON COLUMN main.indexed_text.bucket IS 'day in windows; the lowest 32-bit number where unknown';
COMMENT ON COLUMN main.indexed_text.mark IS 'hash of its row: puts texts of one day in one order, whatever the order of arrival';
COMMENT ON COLUMN main.indexed_text.fingerprint IS 'hash of all its words: equal texts are found at any distance in time';
COMMENT ON COLUMN main.indexed_text.headline IS 'briefs: hash of the headline''s words, equal as well where texts are equal; null: a brief without one';
COMMENT ON COLUMN main.indexed_text.length IS 'shingles in reading order';
COMMENT ON COLUMN main.indexed_text.sampled IS 'distinct shingles in the index';
COMMENT ON COLUMN main.indexed_text.thinned IS 'as many as a long text of these words would have there';
COMMENT ON COLUMN main.indexed_text.is_whole IS 'whether all shingles are in the index: the text is short';
COMMENT ON COLUMN main.indexed_text.sketch IS 'smallest sampled shingle of each of 32 classes: tells one story from another';
COMMENT ON COLUMN main.indexed_text.furniture IS 'passages that its outlet repeats: start, end, start, end … in shingles';

CREATE TABLE main.text_shingle (
    shingle UINTEGER NOT NULL,
    bucket INTEGER NOT NULL,
    source_no INTEGER NOT NULL,
    text_no INTEGER NOT NULL
);

COMMENT ON TABLE main.text_shingle IS 'Grain: one sampled shingle of one text outside furniture; of a frequent shingle the first texts of a window only.';
COMMENT ON COLUMN main.text_shingle.shingle IS 'hash of three words';
COMMENT ON COLUMN main.text_shingle.bucket IS 'window of the text''s day';
COMMENT ON COLUMN main.text_shingle.source_no IS 'outlet';
COMMENT ON COLUMN main.text_shingle.text_no IS 'text';

CREATE TABLE main.tail_shingle (
    shingle UINTEGER NOT NULL,
    bucket INTEGER NOT NULL,
    source_no INTEGER NOT NULL,
    text_no INTEGER NOT NULL
);

COMMENT ON TABLE main.tail_shingle IS 'Grain: one sampled shingle of one text outside furniture, where many texts of the window hold it before this one.';
COMMENT ON COLUMN main.tail_shingle.shingle IS 'hash of three words';
COMMENT ON COLUMN main.tail_shingle.bucket IS 'window of the text''s day';
COMMENT ON COLUMN main.tail_shingle.source_no IS 'outlet';
COMMENT ON COLUMN main.tail_shingle.text_no IS 'text';

CREATE TABLE main.leading_shingle (
    shingle UINTEGER NOT NULL,
    bucket INTEGER NOT NULL,
    text_no INTEGER NOT NULL
);

COMMENT ON TABLE main.leading_shingle IS 'Grain: one of the first three texts of a window that hold a frequent shingle; the tail meets these alone.';
COMMENT ON COLUMN main.leading_shingle.shingle IS 'hash of three words';
COMMENT ON COLUMN main.leading_shingle.bucket IS 'window';
COMMENT ON COLUMN main.leading_shingle.text_no IS 'text';

CREATE TABLE main.outlet_furniture (
    source_no INTEGER NOT NULL,
    shingle UINTEGER NOT NULL
);

COMMENT ON TABLE main.outlet_furniture IS 'Grain: one sampled shingle that three different stories of an outlet hold. Only ever grows.';
COMMENT ON COLUMN main.outlet_furniture.source_no IS 'outlet';
COMMENT ON COLUMN main.outlet_furniture.shingle IS 'hash of three words';

CREATE TABLE main.text_likeness (
    first_no INTEGER NOT NULL,
    second_no INTEGER NOT NULL,
    first_length INTEGER NOT NULL,
    second_length INTEGER NOT NULL,
    first_cover DOUBLE NOT NULL,
    second_cover DOUBLE NOT NULL,
    strength TINYINT NOT NULL
);

COMMENT ON TABLE main.text_likeness IS 'Grain: one pair of texts that share more than turns of phrase.';
COMMENT ON COLUMN main.text_likeness.first_no IS 'one text';
COMMENT ON COLUMN main.text_likeness.second_no IS 'the other; the greater number';
COMMENT ON COLUMN main.text_likeness.first_length IS 'shingles of the first outside furniture';
COMMENT ON COLUMN main.text_likeness.second_length IS 'shingles of the second outside furniture';
COMMENT ON COLUMN main.text_likeness.first_cover IS 'share of the first that stands in the second';
COMMENT ON COLUMN main.text_likeness.second_cover IS 'share of the second that stands in the first';
COMMENT ON COLUMN main.text_likeness.strength IS '0: a part; 1 to 3: how surely a copy';
