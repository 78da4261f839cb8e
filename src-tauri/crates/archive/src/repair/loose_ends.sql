-- What lost the row that it belongs to goes; what can be had again waits for it.

UPDATE story SET revision = (SELECT max(number) FROM revision r WHERE r.story = story.row)
WHERE NOT EXISTS (SELECT 1 FROM revision r WHERE r.story = story.row AND r.number = story.revision)
AND EXISTS (SELECT 1 FROM revision r WHERE r.story = story.row);
DELETE FROM edition_story WHERE edition NOT IN (SELECT id FROM edition);
DELETE FROM edition_story WHERE story NOT IN (SELECT row FROM story);
DELETE FROM revision WHERE story NOT IN (SELECT row FROM story);
DELETE FROM earlier_reading WHERE story NOT IN (SELECT story FROM revision);
DELETE FROM front WHERE story NOT IN (SELECT story FROM revision);
DELETE FROM address WHERE story NOT IN (SELECT story FROM revision);
DELETE FROM story_section WHERE story NOT IN (SELECT story FROM revision);
DELETE FROM story_picture WHERE story NOT IN (SELECT story FROM revision);
DELETE FROM edition_story WHERE story NOT IN (SELECT story FROM revision);
DELETE FROM story WHERE row NOT IN (SELECT story FROM revision);
UPDATE revision SET capture = NULL, range_start = NULL, range_end = NULL WHERE capture NOT IN (SELECT id FROM capture);
UPDATE picture SET state = 'waiting', photo = NULL, found = NULL WHERE photo NOT IN (SELECT hash FROM photo);
DELETE FROM story_picture WHERE url NOT IN (SELECT url FROM picture);
INSERT OR IGNORE INTO address (url, story) SELECT url, row FROM story;
INSERT OR IGNORE INTO counter (name, value) VALUES ('change', 0);
UPDATE counter SET value = (SELECT max(change) FROM story)
WHERE name = 'change' AND value < (SELECT max(change) FROM story);
DELETE FROM photo_facts WHERE photo NOT IN (SELECT hash FROM photo);
