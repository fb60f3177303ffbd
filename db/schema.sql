-- The library: one row a report, its text in paragraph rows, its headings in
-- section rows. Made as a whole for a new file; older files come here by the
-- steps in library.c. Whoever changes this raises user_version there, too.
--
-- Offsets and lengths are bytes of the report's text as UTF-8 (file without
-- byte order mark, U+FFFD for what was no UTF-8) unless a name says `cp`,
-- which is code points of the same text.
--
-- A paragraph's or section's id is (report << 24 | place), so that what
-- belongs to a report is one stretch of the table, in order, without an index.
PRAGMA application_id = 1752397431; -- "hsvw"
PRAGMA user_version = 1;

CREATE TABLE report (
	id INTEGER PRIMARY KEY AUTOINCREMENT, -- what the user types; never
	                            -- given to another report; < 2^39
	path BLOB NOT NULL UNIQUE,  -- of the file, absolute, its bytes
	file TEXT NOT NULL,         -- last part of path, as UTF-8
	sha256 TEXT NOT NULL UNIQUE,-- of the file's bytes, 64 hex digits
	size INTEGER NOT NULL,      -- of the file
	imported INTEGER NOT NULL,  -- seconds since 1970; the last time that
	                            -- this content was taken in
	title TEXT NOT NULL,        -- one line
	region TEXT NOT NULL,       -- '' unknown
	kind INTEGER NOT NULL,      -- enum report_kind
	date TEXT NOT NULL,         -- ISO, '' unknown
	year INTEGER NOT NULL,      -- plan year, or of publication; 0 unknown
	review_year INTEGER NOT NULL, -- 0 unknown
	year_inferred INTEGER NOT NULL, -- 1: from a datable phrase only
	speaker TEXT NOT NULL,
	source TEXT NOT NULL,
	text_len INTEGER NOT NULL,  -- of the whole text
	n_replaced INTEGER NOT NULL,-- U+FFFD put in for bad bytes
	n_paras INTEGER NOT NULL,
	n_sections INTEGER NOT NULL,
	n_metrics INTEGER NOT NULL DEFAULT 0, -- for the list; counted when
	                            -- metrics are stored
	rules_version INTEGER NOT NULL DEFAULT 0 -- of the rules that made the
	                            -- metrics; 0 none yet. `update` reads
	                            -- again what is older than its own
) STRICT;

-- One index for each order of the list, so that a page is read, not sorted.
-- They hold all fields of the filter, so that rows which do not pass it are
-- not looked up.
CREATE INDEX report_by_year ON report (year DESC, region, title, id, file);
CREATE INDEX report_by_region ON report (region, year DESC, title, id, file);
CREATE INDEX report_by_title ON report (title, year DESC, id, region, file);
CREATE INDEX report_by_import ON report (imported DESC, id DESC);

-- The text, once. The rows of a report tile it: each holds the stretch from
-- its paragraph's start to the next one's, so that joined in order they are
-- the text byte by byte. Full-text search may name this table as its external
-- content (rowid is id) without keeping the text a second time.
CREATE TABLE paragraph (
	id INTEGER PRIMARY KEY,     -- report << 24 | n; n counts from 1. A
	                            -- row with n = 0 holds what stands before
	                            -- the first paragraph (blanks), if any
	off INTEGER NOT NULL,       -- where the stretch starts
	cp INTEGER NOT NULL,        -- the same in code points
	len INTEGER NOT NULL,       -- of the paragraph; the rest of the
	                            -- stretch is blanks. 0 in row n = 0
	kind INTEGER NOT NULL,      -- enum para_kind; -1 in row n = 0
	text TEXT NOT NULL          -- the stretch; may hold NUL
) STRICT;

-- Headings. A section reaches to the next one's `off`.
CREATE TABLE section (
	id INTEGER PRIMARY KEY,     -- report << 24 | n; n counts from 1
	off INTEGER NOT NULL,       -- of the heading
	cp INTEGER NOT NULL,        -- the same in code points
	len INTEGER NOT NULL,       -- of the heading
	level INTEGER NOT NULL,     -- 1 part, 2 chapter, 3 topic …
	parent INTEGER NOT NULL,    -- n of the section above, 0 none
	time INTEGER NOT NULL,      -- enum section_time
	run_in INTEGER NOT NULL,    -- 1: its paragraph goes on behind it
	title TEXT NOT NULL         -- as shown
) STRICT;
