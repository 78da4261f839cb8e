-- What earlier extractors read from a capture, kept where a better one read something else.

CREATE TABLE earlier_reading (
    story     INTEGER NOT NULL REFERENCES story (row),
    revision  INTEGER NOT NULL,
    extractor INTEGER NOT NULL,                    -- version of the extractor; it stands in the reading too
    hash      TEXT NOT NULL,                       -- BLAKE3 of `reading`
    reading   TEXT NOT NULL,                       -- JSON
    seal      INTEGER NOT NULL DEFAULT 4611686018427387904,
    PRIMARY KEY (story, revision, extractor)
) STRICT, WITHOUT ROWID;
