-- Pages of one site share their template: a capture may be compressed against some that came before it.

CREATE TABLE dictionary (
    id     INTEGER PRIMARY KEY,
    source TEXT NOT NULL REFERENCES source (id),
    media  TEXT NOT NULL,                          -- the media type of the bodies that it is for
    hash   TEXT NOT NULL,                          -- BLAKE3 of the dictionary
    length INTEGER NOT NULL,                       -- its bytes
    body   BLOB NOT NULL                           -- zstd of it
) STRICT;
CREATE INDEX dictionary_by_source ON dictionary (source, media);

ALTER TABLE capture ADD COLUMN dictionary INTEGER REFERENCES dictionary (id);
