#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "core/base/buf.h"

/*
 * The FTS5 tokenizer for Chinese, over text that core/base/fold has folded:
 *
 *   tokenize='hsview pairs'   overlapping pairs of characters, and the last
 *                             character of each run alone: 固定资 gives 固定,
 *                             定资, 资
 *   tokenize='hsview chars'   single characters
 *   tokenize='hsview both'    pairs, and each character alone
 *
 * A run is made of letters and digits of any script, `.` and `%`, so that
 * 13.3% is found by 3.3; other punctuation parts runs and is not indexed. In a
 * query a pair gives that pair, a character itself. Tokens are UTF-8: two bytes
 * a character would do, but FTS5 hashes short tokens badly (measured: half the
 * import rate).
 */
struct sqlite3;

/* Registers it on a connection; returns SQLite's code. */
int tokenizer_register(struct sqlite3 *sql);
/* Is it part of a run? */
bool tokenizer_is_word(uint32_t cp);
/* Appends what FTS5 is asked for a folded word: its pairs ("a" AND "b"), at
 * most as many as pay. False, with nothing appended, when it has no pair. */
bool tokenizer_add_pairs(struct buf *match, struct str word);
/* The same with its single characters. */
bool tokenizer_add_chars(struct buf *match, struct str word);
/* Do the pairs say all: is the word one pair and nothing else? */
bool tokenizer_is_pair(struct str word);
