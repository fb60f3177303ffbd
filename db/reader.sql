-- What belongs to one reader, apart from the library (which may be shared and
-- read-only). Older files come here by the steps in places.c.
PRAGMA application_id = 1752397426; -- "hsvr"
PRAGMA user_version = 2;

-- Where each report was left.
CREATE TABLE place (
	sha256 TEXT PRIMARY KEY,    -- of the report's file
	path BLOB NOT NULL,         -- of the report's file, bytes
	quote TEXT NOT NULL,        -- how the sentence begins
	off INTEGER NOT NULL,       -- of the sentence, bytes of the text
	seen INTEGER NOT NULL       -- seconds since 1970
) STRICT, WITHOUT ROWID;

-- For a report whose content has changed.
CREATE INDEX place_by_path ON place (path, seen DESC);

-- Marks and notes, each at a sentence, which finds it again when the report
-- has changed.
CREATE TABLE note (
	id INTEGER PRIMARY KEY,
	letter INTEGER NOT NULL,    -- of a mark, a code point; 0: a note
	sha256 TEXT NOT NULL,       -- of the report's file
	path BLOB NOT NULL,         -- of the report's file, bytes
	title TEXT NOT NULL,        -- of the report, as it was
	sentence TEXT NOT NULL,     -- quoted
	off INTEGER NOT NULL,       -- of the sentence, bytes of the text
	text TEXT NOT NULL,         -- what was noted; '' for a mark
	made INTEGER NOT NULL       -- seconds since 1970
) STRICT;
-- A letter marks one place.
CREATE UNIQUE INDEX note_by_letter ON note (letter) WHERE letter <> 0;
