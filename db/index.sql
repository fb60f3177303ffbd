-- The full-text tables, over the folded text (core/base/fold), without content
-- of their own: what a hit says is read in the paragraph. A library in memory
-- has none; it is searched as it stands.

-- A row a paragraph: pairs of characters.
CREATE VIRTUAL TABLE pair_index USING fts5(text,
	content = '', columnsize = 0, detail = none, tokenize = 'hsview pairs');
-- A row a report, at `first`: its characters.
CREATE VIRTUAL TABLE char_index USING fts5(text,
	content = '', columnsize = 0, detail = none, tokenize = 'hsview chars');
-- A row a paragraph that holds a title or headings: these alone.
CREATE VIRTUAL TABLE heading_index USING fts5(text,
	content = '', columnsize = 0, detail = none, tokenize = 'hsview both');

-- A transaction's text is sorted in memory, as a whole.
INSERT INTO pair_index (pair_index, rank) VALUES ('hashsize', 67108864);
