-- What is read from the bytes of a photo: from here on at storing, for older ones when there is time.

CREATE TABLE photo_facts (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,    -- the cache of likenesses follows it
    photo    TEXT NOT NULL UNIQUE REFERENCES photo (hash),
    frames   INTEGER NOT NULL,                     -- more than one if it moves
    flaw     TEXT NOT NULL,                        -- why it cannot be shown, or empty
    own      TEXT NOT NULL,                        -- JSON: what its file says of itself
    likeness BLOB,                                 -- by what it is known again in another size or crop
    seal     INTEGER NOT NULL DEFAULT 4611686018427387904
) STRICT;
