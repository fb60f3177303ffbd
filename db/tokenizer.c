/*
 * The tokenizer, by FTS5's C interface, and how a word is asked for. Both use
 * the same cut into runs, so that what is asked for is what was stored.
 */
#include "db/tokenizer.h"

#include <sqlite3.h>
#include <unictype.h>

#include "core/base/utf8.h"

enum { PAIRS_MAX = 12, LONG_WORD = 5 };
enum mode { PAIRS = 1, CHARS = 2, BOTH = 3 };

struct Fts5Tokenizer {
	enum mode mode;
};

/* Han, ASCII and common punctuation without a look into Unicode's tables. */
bool tokenizer_is_word(uint32_t cp)
{
	if (cp < 0x80)
		return (cp >= '0' && cp <= '9') || (cp >= 'a' && cp <= 'z') ||
		       (cp >= 'A' && cp <= 'Z') || cp == '.' || cp == '%';
	if (cp >= 0x3400 && cp <= 0x9fff)
		return true;
	if ((cp >= 0x2000 && cp <= 0x206f) || (cp >= 0x3001 && cp <= 0x3004) ||
	    (cp >= 0x3008 && cp <= 0x3020))
		return false;
	return uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_L |
							    UC_CATEGORY_MASK_N |
							    UC_CATEGORY_MASK_M);
}

typedef int token_fn(void *, int, const char *, int, int, int);

struct cut {
	enum mode mode;
	bool query;
	void *data;
	token_fn *token;
	char last[8]; /* the character before, as UTF-8; room for a second */
	int last_len; /* 0: there is none in this run */
	bool paired;  /* it stands in a pair already */
	int at;	      /* bytes; only to be told */
};

static int emit(struct cut *c, const char *p, int n)
{
	return c->token(c->data, 0, p, n, c->at, c->at);
}

static int put_char(struct cut *c, uint32_t cp)
{
	char now[4];
	int n = (int)utf8_encode(cp, now), rc = SQLITE_OK;

	if (c->mode & CHARS && !c->query)
		rc = emit(c, now, n);
	if (c->last_len && c->mode & PAIRS && rc == SQLITE_OK) {
		memcpy(c->last + c->last_len, now, (size_t)n);
		rc = emit(c, c->last, c->last_len + n);
	}
	c->paired = c->last_len != 0;
	memcpy(c->last, now, (size_t)n);
	c->last_len = n;
	return rc;
}

/* The last one of a run stands alone, too; in a query, the only one. */
static int end_run(struct cut *c)
{
	int rc = SQLITE_OK;

	if (c->last_len && (c->query ? !c->paired : (c->mode & CHARS) == 0))
		rc = emit(c, c->last, c->last_len);
	c->last_len = 0;
	return rc;
}

static int tokenize(Fts5Tokenizer *t, void *data, int flags, const char *text,
		    int len, token_fn *token)
{
	struct cut c = {.mode = t->mode,
			.query = (flags & FTS5_TOKENIZE_QUERY) != 0,
			.data = data,
			.token = token};
	struct str s = str_n(text, len > 0 ? (size_t)len : 0);
	int rc = SQLITE_OK;
	size_t n;

	for (size_t i = 0; i < s.len && rc == SQLITE_OK; i += n) {
		uint32_t cp = utf8_decode(s, i, &n);

		c.at = (int)i;
		if (tokenizer_is_word(cp))
			rc = put_char(&c, cp);
		else
			rc = end_run(&c);
	}
	return rc == SQLITE_OK ? end_run(&c) : rc;
}

static int create(void *data, const char **args, int n, Fts5Tokenizer **out)
{
	static const struct {
		const char *name;
		Fts5Tokenizer tokenizer;
	} MODES[] = {{"pairs", {PAIRS}}, {"chars", {CHARS}}, {"both", {BOTH}}};

	(void)data;
	for (size_t i = 0; n == 1 && i < sizeof(MODES) / sizeof(*MODES); i++) {
		if (sqlite3_stricmp(args[0], MODES[i].name) != 0)
			continue;
		*out = sqlite3_malloc(sizeof(**out));
		if (!*out)
			return SQLITE_NOMEM;
		**out = MODES[i].tokenizer;
		return SQLITE_OK;
	}
	return SQLITE_ERROR;
}

static void destroy(Fts5Tokenizer *t)
{
	sqlite3_free(t);
}

int tokenizer_register(struct sqlite3 *sql)
{
	fts5_tokenizer functions = {create, destroy, tokenize};
	fts5_api *api = NULL;
	sqlite3_stmt *st;
	int rc = sqlite3_prepare_v2(sql, "SELECT fts5(?1)", -1, &st, NULL);

	if (rc != SQLITE_OK)
		return rc;
	sqlite3_bind_pointer(st, 1, &api, "fts5_api_ptr", NULL);
	sqlite3_step(st);
	sqlite3_finalize(st);
	if (!api)
		return SQLITE_ERROR;
	return api->xCreateTokenizer(api, "hsview", NULL, &functions, NULL);
}

/* What stands between quotation marks; a word's characters are none. */
static void add_quoted(struct buf *match, size_t *count, struct str s)
{
	buf_addz(match, (*count)++ ? " AND \"" : "\"");
	buf_add(match, s);
	buf_addc(match, '"');
}

/* Goes over the pairs of a word; with `step`, only over each step-th and the
 * last. */
static size_t each_pair(struct buf *match, struct str word, size_t step,
			size_t all)
{
	size_t last = 0, pairs = 0, count = 0, n;
	bool has_last = false;

	for (size_t i = 0; i < word.len; i += n) {
		uint32_t cp = utf8_decode(word, i, &n);
		bool is_word = tokenizer_is_word(cp);

		if (is_word && has_last) {
			bool taken = pairs % step == 0 || pairs + 1 == all;

			pairs++;
			if (taken && match)
				add_quoted(match, &count,
					   str_sub(word, last, i + n));
		}
		has_last = is_word;
		last = i;
	}
	return pairs;
}

bool tokenizer_add_pairs(struct buf *match, struct str word)
{
	size_t pairs = each_pair(NULL, word, 1, 0), step = 1;

	/* A long word's characters are all in every other pair, and each pair
	 * costs a look-up: the paragraph is looked at anyway. */
	if (pairs >= LONG_WORD)
		step = 2;
	if (pairs > 2 * PAIRS_MAX)
		step = (pairs + PAIRS_MAX - 1) / PAIRS_MAX;
	each_pair(match, word, step, pairs);
	return pairs > 0;
}

bool tokenizer_add_chars(struct buf *match, struct str word)
{
	size_t count = 0, n;

	for (size_t i = 0; i < word.len && count < PAIRS_MAX; i += n)
		if (tokenizer_is_word(utf8_decode(word, i, &n)))
			add_quoted(match, &count, str_sub(word, i, i + n));
	return count > 0;
}

bool tokenizer_is_pair(struct str word)
{
	size_t n, m;

	if (!word.len)
		return false;
	if (!tokenizer_is_word(utf8_decode(word, 0, &n)) || n >= word.len)
		return false;
	return tokenizer_is_word(utf8_decode(word, n, &m)) && n + m == word.len;
}
