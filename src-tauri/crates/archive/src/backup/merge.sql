-- Brings from the attached database `old` what `main` does not hold. Nothing that `main` holds is changed, but for a
-- picture that was still to be had, and which version of a story is the current one.
-- `missing` names the photos whose files could not be had.

INSERT OR IGNORE INTO main.source (id, name, url, language, direction, zone, listing, following, added)
SELECT id, name, url, language, direction, zone, listing, following, added FROM old.source;

INSERT OR IGNORE INTO main.section (source, key, position, slug, path, url, count, followed)
SELECT source, key, position, slug, path, url, count, followed FROM old.section;

INSERT OR IGNORE INTO main.setting (name, value) SELECT name, value FROM old.setting;

-- An archive that holds nothing becomes the one that was saved: its backups go on.
UPDATE main.setting SET value = (SELECT value FROM old.setting WHERE name = 'archive-id')
WHERE name = 'archive-id' AND NOT EXISTS (SELECT 1 FROM main.story)
    AND EXISTS (SELECT 1 FROM old.setting WHERE name = 'archive-id');

-- Captures and the dictionaries that they need.

INSERT INTO main.dictionary (source, media, hash, length, body)
SELECT source, media, hash, length, body FROM old.dictionary o
WHERE NOT EXISTS (SELECT 1 FROM main.dictionary d WHERE d.source = o.source AND d.hash = o.hash) ORDER BY id;

CREATE TEMP TABLE dictionary_of (old INTEGER PRIMARY KEY, new INTEGER NOT NULL);
INSERT INTO dictionary_of
SELECT o.id, min(d.id) FROM old.dictionary o JOIN main.dictionary d ON d.source = o.source AND d.hash = o.hash GROUP BY o.id;

INSERT INTO main.capture (source, url, chain, status, headers, fetched, length, hash, body, dictionary)
SELECT source, url, chain, status, headers, fetched, length, hash, body,
    (SELECT new FROM dictionary_of WHERE old = o.dictionary)
FROM old.capture o
WHERE NOT EXISTS (SELECT 1 FROM main.capture c WHERE c.url = o.url AND c.hash = o.hash) ORDER BY id;

CREATE TEMP TABLE capture_of (old INTEGER PRIMARY KEY, new INTEGER NOT NULL);
INSERT INTO capture_of
SELECT o.id, min(c.id) FROM old.capture o JOIN main.capture c ON c.url = o.url AND c.hash = o.hash GROUP BY o.id;

-- Stories: the same by their id, or by the site's own number.

CREATE TEMP TABLE story_of (old INTEGER PRIMARY KEY, new INTEGER NOT NULL, is_new INTEGER NOT NULL);
INSERT INTO story_of SELECT o.row, s.row, 0 FROM old.story o JOIN main.story s ON s.id = o.id;
INSERT OR IGNORE INTO story_of
SELECT o.row, s.row, 0 FROM old.story o JOIN main.story s ON s.source = o.source AND s.key = o.key;

INSERT INTO main.story (id, source, key, url, day, published, kind, revision, gone, change)
SELECT id, source, key, url, day, published, kind, revision, gone,
    (SELECT value FROM main.counter WHERE name = 'change') + row_number() OVER (ORDER BY row)
FROM old.story WHERE row NOT IN (SELECT old FROM story_of) ORDER BY row;

INSERT OR IGNORE INTO story_of SELECT o.row, s.row, 1 FROM old.story o JOIN main.story s ON s.id = o.id;

CREATE TEMP TABLE revision_of (story INTEGER NOT NULL, old INTEGER NOT NULL, new INTEGER NOT NULL, is_new INTEGER NOT NULL,
    PRIMARY KEY (story, old));
INSERT INTO revision_of
SELECT m.old, o.number, r.number, 0 FROM old.revision o JOIN story_of m ON m.old = o.story
JOIN main.revision r ON r.story = m.new AND r.fingerprint = o.fingerprint
GROUP BY m.old, o.number;
INSERT OR IGNORE INTO revision_of
SELECT m.old, o.number,
    CASE WHEN m.is_new THEN o.number
    ELSE (SELECT max(number) FROM main.revision r WHERE r.story = m.new) + row_number() OVER (PARTITION BY m.old ORDER BY o.number)
    END, 1
FROM old.revision o JOIN story_of m ON m.old = o.story
WHERE NOT EXISTS (SELECT 1 FROM revision_of k WHERE k.story = m.old AND k.old = o.number);

INSERT INTO main.revision (story, number, capture, range_start, range_end, captured, fingerprint, hash, reading)
SELECT m.new, k.new, (SELECT new FROM capture_of WHERE old = o.capture), o.range_start, o.range_end, o.captured,
    o.fingerprint, o.hash, o.reading
FROM revision_of k JOIN story_of m ON m.old = k.story JOIN old.revision o ON o.story = k.story AND o.number = k.old
WHERE k.is_new;

INSERT OR IGNORE INTO main.earlier_reading (story, revision, extractor, hash, reading)
SELECT m.new, k.new, e.extractor, e.hash, e.reading FROM old.earlier_reading e
JOIN story_of m ON m.old = e.story JOIN revision_of k ON k.story = e.story AND k.old = e.revision;

-- A version that is younger than the current one becomes it.
CREATE TEMP TABLE younger (story INTEGER PRIMARY KEY, number INTEGER NOT NULL);
INSERT OR IGNORE INTO younger
SELECT m.new, r.number FROM revision_of k JOIN story_of m ON m.old = k.story AND NOT m.is_new
JOIN main.revision r ON r.story = m.new AND r.number = k.new
JOIN main.story s ON s.row = m.new
JOIN main.revision c ON c.story = s.row AND c.number = s.revision
WHERE k.is_new AND julianday(r.captured) > julianday(c.captured)
ORDER BY julianday(r.captured) DESC;
UPDATE main.counter SET value = value + (SELECT count(*) FROM story_of WHERE is_new) WHERE name = 'change';
UPDATE main.story SET revision = (SELECT number FROM younger WHERE story = row),
    change = (SELECT value FROM main.counter WHERE name = 'change') + row
WHERE row IN (SELECT story FROM younger);
UPDATE main.counter SET value = value + (SELECT coalesce(max(story), 0) FROM younger) WHERE name = 'change';

INSERT OR IGNORE INTO main.address (url, story)
SELECT a.url, m.new FROM old.address a JOIN story_of m ON m.old = a.story;
INSERT OR IGNORE INTO main.story_section (story, source, path, main)
SELECT m.new, x.source, x.path, x.main FROM old.story_section x JOIN story_of m ON m.old = x.story AND m.is_new;

-- The paper's own front page, of days of which none is held.
INSERT OR IGNORE INTO main.front (story, place, read)
SELECT m.new, f.place, f.read FROM old.front f JOIN story_of m ON m.old = f.story AND m.is_new;

-- Pictures.

INSERT OR IGNORE INTO main.photo (hash, format, length, width, height, stored)
SELECT hash, format, length, width, height, stored FROM old.photo WHERE hash NOT IN (SELECT hash FROM missing);
INSERT OR IGNORE INTO main.photo_facts (photo, frames, flaw, own, likeness)
SELECT photo, frames, flaw, own, likeness FROM old.photo_facts WHERE photo NOT IN (SELECT hash FROM missing) ORDER BY id;

INSERT OR IGNORE INTO main.picture (url, source, candidates, state, photo, found, reason, detail, tries, next_try)
SELECT url, source, candidates,
    CASE WHEN photo IN (SELECT hash FROM missing) THEN 'waiting' ELSE state END,
    CASE WHEN photo IN (SELECT hash FROM missing) THEN NULL ELSE photo END,
    found, reason, detail, tries, next_try
FROM old.picture;
UPDATE main.picture SET (state, photo, found, reason, detail, next_try) = (
    SELECT state, photo, found, reason, detail, next_try FROM old.picture o WHERE o.url = main.picture.url
) WHERE state <> 'stored' AND url IN (
    SELECT url FROM old.picture WHERE state = 'stored' AND photo NOT IN (SELECT hash FROM missing)
);
INSERT OR IGNORE INTO main.story_picture (story, url)
SELECT m.new, x.url FROM old.story_picture x JOIN story_of m ON m.old = x.story AND m.is_new;

-- The ledger.

INSERT OR IGNORE INTO main.listing (source, day, kind, url, count, whole, read)
SELECT source, day, kind, url, count, whole, read FROM old.listing;
INSERT OR IGNORE INTO main.listed (source, key, url, day, state, reason, detail, tries, next_try)
SELECT source, key, url, day, state, reason, detail, tries, next_try FROM old.listed;
INSERT INTO main.run (source, since, until, reached, started, finished)
SELECT source, since, until, reached, started, finished FROM old.run o
WHERE NOT EXISTS (SELECT 1 FROM main.run r WHERE r.source = o.source AND r.started = o.started) ORDER BY id;

-- Editions: of each subject, day, number and format the one that is held stays.

CREATE TEMP TABLE edition_of (old INTEGER PRIMARY KEY, new INTEGER);
INSERT INTO edition_of
SELECT id, NULL FROM old.edition o WHERE NOT EXISTS (
    SELECT 1 FROM main.edition e
    WHERE e.subject = o.subject AND e.day = o.day AND e.number = o.number AND e.format = o.format
);
INSERT INTO main.edition (subject, day, number, format, engine, contents, made, hash, length, pages, report_length, report)
SELECT subject, day, number, format, engine, contents, made, hash, length, pages, report_length, report
FROM old.edition WHERE id IN (SELECT old FROM edition_of) ORDER BY id;
UPDATE edition_of SET new = (
    SELECT e.id FROM main.edition e JOIN old.edition o
    ON e.subject = o.subject AND e.day = o.day AND e.number = o.number AND e.format = o.format WHERE o.id = edition_of.old
);
INSERT INTO main.edition_story (edition, story, revision, hash, page, page_column, place)
SELECT n.new, m.new, k.new, x.hash, x.page, x.page_column, x.place FROM old.edition_story x
JOIN edition_of n ON n.old = x.edition JOIN story_of m ON m.old = x.story
JOIN revision_of k ON k.story = x.story AND k.old = x.revision;
