/*
 * The list's filter. Fields and words are folded into small buffers of fixed
 * size: a title longer than that is searched in its beginning only, so that a
 * library of a stranger cannot make a page slow.
 */
#include "db/filter.h"

#include <sqlite3.h>

#include "core/base/fold.h"
#include "core/base/str.h"
#include "core/base/utf8.h"

#include "db/stmt.h"

enum { FIELD_MAX = 1024, WORDS_MAX = 512, N_FIELDS = 4 };

struct folded_text {
	char bytes[N_FIELDS * (FIELD_MAX + 1)];
	size_t len;
};

/* Full-width ASCII and the ideographic blank in their plain form, no capital
 * letters. */
static uint32_t fold_cp(uint32_t cp)
{
	if (cp >= 0xff01 && cp <= 0xff5e)
		cp -= 0xfee0;
	if (cp == 0x3000)
		cp = ' ';
	return cp >= 'A' && cp <= 'Z' ? cp + 32 : cp;
}

static void add_folded(struct folded_text *out, struct str s, size_t most)
{
	size_t n;

	s.len = utf8_cut(s, most / 4 * 3);
	for (size_t i = 0; i < s.len; i += n) {
		uint32_t cp = fold_cp(utf8_decode(s, i, &n));

		if (out->len + 4 <= sizeof(out->bytes))
			out->len += utf8_encode(cp, out->bytes + out->len);
	}
}

static struct str value_str(sqlite3_value *v)
{
	const unsigned char *p = sqlite3_value_text(v);
	int n = sqlite3_value_bytes(v);

	return p && n > 0 ? str_n((const char *)p, (size_t)n) : STR("");
}

static void fields_match(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
	struct folded_text fields = {.len = 0}, words = {.len = 0};
	struct str rest, word;
	bool all = true;

	add_folded(&words, value_str(argv[0]), WORDS_MAX);
	for (int i = 1; i < argc; i++) {
		add_folded(&fields, value_str(argv[i]), FIELD_MAX);
		if (fields.len < sizeof(fields.bytes))
			fields.bytes[fields.len++] = '\n';
	}
	rest = str_n(words.bytes, words.len);
	while (all && str_split(&rest, ' ', &word))
		all = str_find(str_n(fields.bytes, fields.len), word, 0) >= 0;
	sqlite3_result_int(ctx, all);
}

/* Is the folded word part of the field? */
static void folded_has(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
	struct str field = value_str(argv[0]), word = value_str(argv[1]);
	struct arena a = {0};
	struct folded f;

	(void)argc;
	field.len = utf8_cut(field, FIELD_MAX);
	fold(&f, &a, stmt_repair(&a, field));
	sqlite3_result_int(ctx, str_find(f.bytes, word, 0) >= 0);
	arena_release(&a);
}

int filter_register(struct sqlite3 *sql)
{
	enum { FLAGS = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY };
	int rc = sqlite3_create_function(sql, "fields_match", 5, FLAGS, NULL,
					 fields_match, NULL, NULL);

	if (rc != SQLITE_OK)
		return rc;
	return sqlite3_create_function(sql, "folded_has", 2, FLAGS, NULL,
				       folded_has, NULL, NULL);
}
