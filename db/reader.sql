-- What belongs to one reader, apart from the library (which may be shared and
-- read-only). Marks, notes and history join it by steps in places.c.
PRAGMA application_id = 1752397426; -- "hsvr"
PRAGMA user_version = 1;

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
