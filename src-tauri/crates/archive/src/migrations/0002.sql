-- Editions that were given out, so that they can be cited and shown again as they were made.

CREATE TABLE edition (
    id       INTEGER PRIMARY KEY,
    subject  TEXT NOT NULL,                        -- what it is of: ids of sources, a section of them, a search
    day      TEXT NOT NULL,
    number   INTEGER NOT NULL,                     -- from 1; the same for all formats of the same stories
    format   TEXT NOT NULL,
    engine   TEXT NOT NULL,                        -- versions of program and faces
    contents TEXT NOT NULL,                        -- BLAKE3 of engine and revisions
    made     TEXT NOT NULL,
    hash     TEXT NOT NULL,                        -- BLAKE3 of the page description
    length   INTEGER NOT NULL,                     -- its bytes
    pages    BLOB NOT NULL,                        -- zstd of it
    report_length INTEGER NOT NULL,
    report   BLOB NOT NULL,                        -- zstd of its figures
    UNIQUE (subject, day, number, format)
) STRICT;

-- What an edition printed, and where each story begins.
CREATE TABLE edition_story (
    edition     INTEGER NOT NULL REFERENCES edition (id) ON DELETE CASCADE,
    story       INTEGER NOT NULL REFERENCES story (row),
    revision    INTEGER NOT NULL,
    hash        TEXT NOT NULL,                     -- of that revision
    page        INTEGER NOT NULL,
    page_column INTEGER NOT NULL,                  -- from 1, in the order of reading
    place       INTEGER NOT NULL,                  -- among the modules of its page, from 1
    PRIMARY KEY (edition, story)
) STRICT, WITHOUT ROWID;
CREATE INDEX edition_story_by_story ON edition_story (story);
