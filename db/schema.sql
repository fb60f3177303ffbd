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
PRAGMA user_version = 3;

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
	n_metrics INTEGER NOT NULL DEFAULT 0, -- of class metric, for the
	                            -- list; counted when they are stored
	n_open INTEGER NOT NULL DEFAULT 0, -- figures that are unclassified
	by_hand INTEGER NOT NULL DEFAULT 0, -- bits of enum hand_field: what a
	                            -- person said, and no text changes
	rules_version INTEGER NOT NULL DEFAULT 0 -- of the rules that made the
	                            -- metrics; 0 none yet. `update` reads
	                            -- again what is older than its own
) STRICT;

-- What is told of a file beside its text: reports of plain UTF-8 without a
-- byte of markup have no row.
CREATE TABLE origin (
	report INTEGER PRIMARY KEY,
	encoding TEXT NOT NULL,     -- that the file was read in
	editor TEXT NOT NULL,       -- of a page, '' unknown
	facts BLOB NOT NULL         -- headings, boilerplate and metadata that
	                            -- the markup told (core/reading.h), so
	                            -- that `update` can read the text again
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

-- Figures: every quantity of a report, with what the rules made of it. The
-- value, its sentence and with it the quote are cut from the text, so that
-- nothing stands twice. Rows rise by `off` within a report; a value that
-- belongs to several indicators has several rows.
CREATE TABLE metric (
	id INTEGER PRIMARY KEY,     -- report << 24 | n; n counts from 1
	off INTEGER NOT NULL,       -- of the value as written
	len INTEGER NOT NULL,
	back INTEGER NOT NULL,      -- from `off` back to its sentence's start
	sentence INTEGER NOT NULL,  -- length of the sentence
	section INTEGER NOT NULL,   -- n of the section, 0 none
	coef INTEGER NOT NULL,      -- the value is coef * 10^exp
	exp INTEGER NOT NULL,
	unit INTEGER NOT NULL,      -- name, 0 none
	family INTEGER NOT NULL,    -- enum unit_family
	bound INTEGER NOT NULL,     -- enum bound
	measure INTEGER NOT NULL,   -- enum measure
	role INTEGER NOT NULL,      -- enum role
	class INTEGER NOT NULL,     -- enum metric_class; not masked
	canonical INTEGER NOT NULL, -- name of the indicator, 0 none
	period TEXT NOT NULL,       -- 2022, 2019H1, 2018-2022, '' unknown
	scope TEXT NOT NULL,        -- '' the reporting region
	basis INTEGER NOT NULL,     -- name of the basis (可比口径), 0 the
	                            -- headline one
	flags INTEGER NOT NULL,     -- bits of enum metric_flag
	indicator TEXT NOT NULL     -- as the report calls it
) STRICT;

-- The figures of one indicator in all reports.
CREATE INDEX metric_by_canonical ON metric (canonical) WHERE canonical <> 0;

-- Numbers that are no figures (dates, list markers, names): only where they
-- stand, for nothing else about them is ever asked. There are as many of them
-- as there are figures.
CREATE TABLE masked (
	report INTEGER PRIMARY KEY,
	spans BLOB NOT NULL         -- for each: bytes from the start of the
	                            -- one before, then its length; seven bits a
	                            -- byte, lowest first, the last < 128
) STRICT;

-- Names that repeat in metric rows: units, bases, canonical names of
-- indicators.
CREATE TABLE name (
	id INTEGER PRIMARY KEY,     -- from 1
	text TEXT NOT NULL UNIQUE
) STRICT;

-- The search index: where the reports are in the full-text tables of
-- index.sql. A paragraph's row in them is its `place`,
-- not its id: places are dense, which keeps the index at half the text, and a
-- stretch of places (extent) holds reports of one age, so that the newest hits
-- are read first and no others. What stands here is made from the rows above
-- and can be made again.
CREATE TABLE indexed (
	first INTEGER PRIMARY KEY,  -- place of the report's paragraph n = 1;
	                            -- paragraph n is at first + n - 1
	report INTEGER NOT NULL UNIQUE,
	n INTEGER NOT NULL,         -- places: paragraphs, at least 1
	age INTEGER NOT NULL,       -- smaller is newer: 2^20 less 16 times the
	                            -- year and the month of the date in it
	chars INTEGER NOT NULL,     -- characters of the folded text
	sum INTEGER NOT NULL        -- of the folded text and its headings
) STRICT;

CREATE TABLE extent (
	first INTEGER PRIMARY KEY,
	size INTEGER NOT NULL,      -- places
	used INTEGER NOT NULL,      -- of them
	age INTEGER NOT NULL        -- of the reports in it
) STRICT;
CREATE INDEX extent_by_age ON extent (age, first);

-- One row, id 1.
CREATE TABLE index_state (
	id INTEGER PRIMARY KEY,
	version INTEGER NOT NULL    -- of folding and tokenizer, that made the
	                            -- index; another one makes it anew
) STRICT;
-- INDEX_VERSION of db/index.h
INSERT INTO index_state (id, version) VALUES (1, 1);
