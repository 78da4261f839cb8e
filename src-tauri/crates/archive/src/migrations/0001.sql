-- The first schema. Times are UTC seconds with the paper's own offset beside them where it matters;
-- content is JSON with a BLAKE3 of exactly the stored bytes.

CREATE TABLE counter (
    name  TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT;
INSERT INTO counter VALUES ('change', 0);

CREATE TABLE setting (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

CREATE TABLE source (
    id        TEXT PRIMARY KEY,
    name      TEXT NOT NULL,
    url       TEXT NOT NULL,
    language  TEXT NOT NULL,
    direction TEXT NOT NULL,
    zone      TEXT NOT NULL,
    listing   TEXT NOT NULL,                       -- root of the REST interface, or empty
    following TEXT NOT NULL DEFAULT 'followed',    -- followed | kept | trashed
    added     TEXT
) STRICT;

CREATE TABLE section (
    source   TEXT NOT NULL REFERENCES source (id),
    key      TEXT NOT NULL,
    position INTEGER NOT NULL,
    slug     TEXT NOT NULL,
    path     TEXT NOT NULL,                        -- names from the top, joined by ' > '
    url      TEXT NOT NULL,
    count    INTEGER NOT NULL,
    followed INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (source, key)
) STRICT;

-- One download of one address, raw.
CREATE TABLE capture (
    id      INTEGER PRIMARY KEY,
    source  TEXT NOT NULL REFERENCES source (id),
    url     TEXT NOT NULL,                         -- as asked for
    chain   TEXT NOT NULL,                         -- JSON array: each address that answered with a redirect, then the last
    status  INTEGER NOT NULL,
    headers TEXT NOT NULL,                         -- JSON array of [name, value]
    fetched TEXT NOT NULL,
    length  INTEGER NOT NULL,
    hash    TEXT NOT NULL,                         -- BLAKE3 of the raw body
    body    BLOB NOT NULL                          -- zstd
) STRICT;
CREATE INDEX capture_by_url ON capture (url, fetched);

CREATE TABLE story (
    row      INTEGER PRIMARY KEY,
    id       TEXT NOT NULL UNIQUE,
    source   TEXT NOT NULL REFERENCES source (id),
    key      TEXT,                                 -- the site's own number: wp:1234
    url      TEXT NOT NULL,
    day      TEXT NOT NULL,
    published TEXT,                                -- UTC, RFC 3339
    kind     TEXT NOT NULL,
    revision INTEGER NOT NULL,                     -- the current one
    gone     TEXT,                                 -- since when the paper no longer has it
    change   INTEGER NOT NULL,                     -- grows with every change; the search index follows it
    UNIQUE (source, key)
) STRICT;
CREATE INDEX story_by_day ON story (source, day);
CREATE INDEX story_by_change ON story (change);

CREATE TABLE revision (
    story       INTEGER NOT NULL REFERENCES story (row),
    number      INTEGER NOT NULL,
    capture     INTEGER REFERENCES capture (id),
    range_start INTEGER,                           -- the story's part of the captured body, bytes
    range_end   INTEGER,
    captured    TEXT,
    fingerprint TEXT NOT NULL,                     -- BLAKE3 of what makes a new revision
    hash        TEXT NOT NULL,                     -- BLAKE3 of `reading`
    reading     TEXT NOT NULL,                     -- JSON
    PRIMARY KEY (story, number)
) STRICT, WITHOUT ROWID;

-- Every address by which a story was ever known.
CREATE TABLE address (
    url   TEXT PRIMARY KEY,
    story INTEGER NOT NULL REFERENCES story (row)
) STRICT, WITHOUT ROWID;

CREATE TABLE story_section (
    story  INTEGER NOT NULL REFERENCES story (row),
    source TEXT NOT NULL,
    path   TEXT NOT NULL,
    main   INTEGER NOT NULL,
    PRIMARY KEY (story, path)
) STRICT, WITHOUT ROWID;
CREATE INDEX story_section_by_path ON story_section (source, path, story);

-- The bytes of a picture, once; the file lies in photos/.
CREATE TABLE photo (
    hash   TEXT PRIMARY KEY,
    format TEXT NOT NULL,                          -- jpg | png | gif | webp | avif
    length INTEGER NOT NULL,
    width  INTEGER,
    height INTEGER,
    stored TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- An address of a picture that stories name, and what came of it.
CREATE TABLE picture (
    url        TEXT PRIMARY KEY,
    source     TEXT NOT NULL REFERENCES source (id),
    candidates TEXT NOT NULL,                      -- JSON array of addresses to try, best first
    state      TEXT NOT NULL,                      -- waiting | stored | failed
    photo      TEXT REFERENCES photo (hash),
    found      TEXT,                               -- the candidate that it came from
    reason     TEXT NOT NULL DEFAULT '',
    detail     TEXT NOT NULL DEFAULT '',
    tries      INTEGER NOT NULL DEFAULT 0,
    next_try   TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX picture_by_state ON picture (source, state);
CREATE INDEX picture_by_photo ON picture (photo);

CREATE TABLE story_picture (
    story INTEGER NOT NULL REFERENCES story (row),
    url   TEXT NOT NULL REFERENCES picture (url),
    PRIMARY KEY (story, url)
) STRICT, WITHOUT ROWID;
CREATE INDEX story_picture_by_url ON story_picture (url);

-- The ledger: which listings were read for a day, and what they named.
CREATE TABLE listing (
    source TEXT NOT NULL REFERENCES source (id),
    day    TEXT NOT NULL,
    kind   TEXT NOT NULL,
    url    TEXT NOT NULL,
    count  INTEGER NOT NULL,
    whole  INTEGER NOT NULL,                       -- it was read to its end
    read   TEXT NOT NULL,
    PRIMARY KEY (source, day, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE listed (
    source   TEXT NOT NULL REFERENCES source (id),
    key      TEXT NOT NULL,                        -- the site's own number, or the address
    url      TEXT NOT NULL,
    day      TEXT NOT NULL,
    state    TEXT NOT NULL,                        -- stored | failed | withheld
    reason   TEXT NOT NULL DEFAULT '',
    detail   TEXT NOT NULL DEFAULT '',
    tries    INTEGER NOT NULL DEFAULT 0,
    next_try TEXT,
    PRIMARY KEY (source, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX listed_by_day ON listed (source, day);

-- A harvest of a span of days, so that it can go on where it was.
CREATE TABLE run (
    id       INTEGER PRIMARY KEY,
    source   TEXT NOT NULL REFERENCES source (id),
    since    TEXT NOT NULL,
    until    TEXT NOT NULL,
    reached  TEXT,                                 -- days from here to `until` are listed; it works from the newest back
    started  TEXT NOT NULL,
    finished TEXT
) STRICT;
