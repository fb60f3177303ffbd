/*
 * The query language. Words are cut at blanks and quotation marks first, each
 * with its place; then one walk over them sets the groups. Nothing nests, so
 * nothing recurses.
 */
#include "core/query.h"

#include "core/base/fold.h"
#include "core/base/space.h"
#include "core/base/utf8.h"
#include "core/text.h"

enum word_kind { WORD, WORD_AND, WORD_OR, WORD_NOT, WORD_FILTER };
enum filter { SECTION, REGION, YEAR, FILTER_COUNT };

static const char *const FILTERS[FILTER_COUNT] = {
	"section:", "region:", "year:"};

struct word {
	enum word_kind kind;
	enum filter filter;
	struct str s;	/* without quotes and the filter's name */
	struct str raw; /* as typed */
	size_t at;	/* byte offset */
};

struct parse {
	struct query *q;
	struct arena *a;
	struct str s;
	size_t at; /* reading, and the place of an error */
	bool seen[FILTER_COUNT];
	bool open;    /* an operator waits for its word */
	bool negated; /* it is NOT */
	bool behind_filter;
	size_t operator_at;
	const char *operator_name;
	struct error *err;
};

static bool fails(struct parse *p, size_t at, const char *msgid)
{
	p->at = at;
	return error_set(p->err, ERR_ARG, msgid, 0);
}

static bool fails_at_word(struct parse *p, size_t at, const char *msgid,
			  const char *word)
{
	p->at = at;
	return error_set(p->err, ERR_ARG, msgid, ERR_ARGS_1(word));
}

static uint32_t cp_at(const struct parse *p, size_t at, size_t *n)
{
	*n = 1;
	return at < p->s.len ? utf8_decode(p->s, at, n) : ' ';
}

static bool is_control(uint32_t cp)
{
	return (cp < 0x20 || (cp >= 0x7f && cp < 0xa0)) && !space_is(cp);
}

/* Long queries and characters that no text holds are refused at once. */
static bool look_over(struct parse *p)
{
	size_t n, cps = 0;

	for (size_t at = 0; at < p->s.len; at += n, cps++) {
		if (cps == QUERY_CPS_MAX)
			return fails(
				p, at,
				N_("the query is longer than 1000 characters"));
		if (is_control(cp_at(p, at, &n)))
			return fails(p, at,
				     N_("the query holds a control character"));
	}
	return true;
}

/* A word in quotation marks from p->at on; they are left out of it. */
static bool read_quoted(struct parse *p, struct word *w)
{
	ptrdiff_t end = str_find(p->s, STR("\""), p->at + 1);

	if (end < 0)
		return fails(p, p->at, N_("the quotation mark is not closed"));
	w->s = str_sub(p->s, p->at + 1, (size_t)end);
	p->at = (size_t)end + 1;
	return true;
}

static void read_bare(struct parse *p, struct word *w)
{
	size_t from = p->at, n;

	while (p->at < p->s.len && p->s.p[p->at] != '"' &&
	       !space_is(cp_at(p, p->at, &n)))
		p->at += n;
	w->s = str_sub(p->s, from, p->at);
}

static void name_operator(struct word *w)
{
	if (str_is(w->s, "AND"))
		w->kind = WORD_AND;
	else if (str_is(w->s, "OR"))
		w->kind = WORD_OR;
	else if (str_is(w->s, "NOT"))
		w->kind = WORD_NOT;
}

static bool take_filter_name(struct parse *p, struct word *w)
{
	for (int f = 0; f < FILTER_COUNT; f++) {
		struct str name = str_of(FILTERS[f]);

		if (str_has_prefix(str_sub(p->s, p->at, p->s.len), name)) {
			w->kind = WORD_FILTER;
			w->filter = (enum filter)f;
			p->at += name.len;
			return true;
		}
	}
	return false;
}

/* The next word; false with no error set at the end. */
static bool read_word(struct parse *p, struct word *w, bool *ok)
{
	size_t n;

	*ok = true;
	while (p->at < p->s.len && space_is(cp_at(p, p->at, &n)))
		p->at += n;
	if (p->at >= p->s.len)
		return false;
	*w = (struct word){.kind = WORD, .at = p->at};
	take_filter_name(p, w);
	if (p->at < p->s.len && p->s.p[p->at] == '"') {
		*ok = read_quoted(p, w);
	} else {
		read_bare(p, w);
		if (w->kind == WORD)
			name_operator(w);
	}
	w->raw = str_sub(p->s, w->at, p->at);
	return *ok;
}

static struct str fold_word(struct parse *p, struct str s)
{
	struct folded f;

	fold(&f, p->a, s);
	return f.bytes;
}

static bool read_years(struct query *q, struct str folded)
{
	struct str rest = folded, from, to;

	if (!str_split(&rest, '-', &from))
		return false;
	to = rest;
	if (from.len == folded.len)
		to = from;
	if (!str_to_u32(from, &q->year_from) || q->year_from > UINT16_MAX)
		return false;
	if (to.len == 0) /* year:2019- */
		return true;
	return str_to_u32(to, &q->year_to) && q->year_to <= UINT16_MAX &&
	       q->year_from <= q->year_to;
}

static bool add_filter(struct parse *p, const struct word *w)
{
	struct str value = fold_word(p, w->s);
	const char *name = FILTERS[w->filter];

	if (p->open && p->negated)
		return fails_at_word(p, w->at, N_("NOT cannot stand before %s"),
				     name);
	if (p->seen[w->filter])
		return fails_at_word(p, w->at, N_("%s stands there twice"),
				     name);
	p->seen[w->filter] = true;
	if (!value.len)
		return fails_at_word(p, w->at, N_("there is nothing behind %s"),
				     name);
	if (w->filter == YEAR && !read_years(p->q, value))
		return fails(p, w->at,
			     N_("year: takes a year, or two as in 2019-2021"));
	/* «投资 AND region:海曙» */
	if (p->open && str_is(str_of(p->operator_name), "AND"))
		p->open = false;
	p->behind_filter = true;
	if (w->filter == SECTION)
		p->q->section = value;
	if (w->filter == REGION)
		p->q->region = value;
	return true;
}

static bool add_word(struct parse *p, const struct word *w)
{
	struct str folded = fold_word(p, w->s);
	struct query_term *t;

	if (!folded.len)
		return fails(p, w->at, N_("there is no word to look for"));
	if (p->q->terms.n == QUERY_TERMS_MAX)
		return fails(p, w->at, N_("the query has more than 32 words"));
	t = ARRAY_PUSH(p->a, &p->q->terms);
	*ARRAY_PUSH(p->a, &t->forms) = folded;
	t->typed = arena_str(p->a, w->s);
	t->group = p->q->n_groups - 1;
	t->excluded = p->negated;
	p->open = p->negated = p->behind_filter = false;
	return true;
}

/* Has the group at hand a word that must be there? */
static bool group_has_word(const struct parse *p)
{
	for (size_t i = 0; i < p->q->terms.n; i++) {
		const struct query_term *t = &p->q->terms.items[i];

		if (t->group + 1 == p->q->n_groups && !t->excluded)
			return true;
	}
	return false;
}

static bool add_operator(struct parse *p, const struct word *w)
{
	static const char *const NAMES[] = {
		[WORD_AND] = "AND", [WORD_OR] = "OR", [WORD_NOT] = "NOT"};
	const char *name = NAMES[w->kind];
	/* «a AND NOT b» is how some say «a NOT b» */
	bool after_and = p->open && w->kind == WORD_NOT &&
			 str_is(str_of(p->operator_name), "AND");

	if (p->open && !after_and)
		return fails_at_word(p, w->at, N_("%s has no word before it"),
				     name);
	if (w->kind == WORD_AND && p->behind_filter)
		return true;
	if (w->kind != WORD_NOT && !group_has_word(p))
		return fails_at_word(p, w->at, N_("%s has no word before it"),
				     name);
	if (w->kind == WORD_OR)
		p->q->n_groups++;
	p->negated = w->kind == WORD_NOT;
	p->open = true;
	p->operator_at = w->at;
	p->operator_name = name;
	return true;
}

static bool add(struct parse *p, const struct word *w)
{
	if (w->kind == WORD)
		return add_word(p, w);
	if (w->kind == WORD_FILTER)
		return add_filter(p, w);
	return add_operator(p, w);
}

static bool parse_all(struct parse *p)
{
	struct word w;
	bool ok;

	if (!look_over(p))
		return false;
	p->at = 0;
	while (read_word(p, &w, &ok)) {
		size_t behind = p->at;

		if (!add(p, &w))
			return false;
		p->at = behind;
	}
	if (!ok)
		return false;
	if (p->open)
		return fails_at_word(p, p->operator_at,
				     N_("%s has no word behind it"),
				     p->operator_name);
	if (!group_has_word(p))
		return fails(p, 0, N_("there is no word to look for"));
	return true;
}

bool query_parse(struct query *q, struct arena *a, struct str typed,
		 uint32_t *at, struct error *err)
{
	struct parse p = {.q = q, .a = a, .err = err};
	struct text text;
	bool ok;

	*q = (struct query){.n_groups = 1, .year_to = UINT16_MAX};
	/* repairs what is no UTF-8 */
	text_load(&text, a, typed);
	p.s = text.bytes;
	ok = parse_all(&p);
	*at = ok ? 0 : (uint32_t)utf8_count(str_sub(p.s, 0, p.at));
	return ok;
}

void query_add_form(struct query_term *t, struct arena *a, struct str form)
{
	struct folded f;

	fold(&f, a, form);
	for (size_t i = 0; i < t->forms.n; i++)
		if (str_eq(t->forms.items[i], f.bytes))
			return;
	if (f.bytes.len)
		*ARRAY_PUSH(a, &t->forms) = f.bytes;
}

static bool has_term(const struct query_term *t, struct str folded)
{
	for (size_t i = 0; i < t->forms.n; i++)
		if (str_find(folded, t->forms.items[i], 0) >= 0)
			return true;
	return false;
}

bool query_matches(const struct query *q, struct str folded)
{
	/* the terms of a group stand side by side */
	for (size_t i = 0; i < q->terms.n;) {
		uint32_t group = q->terms.items[i].group;
		bool all = true;

		for (; i < q->terms.n && q->terms.items[i].group == group; i++)
			all = all && has_term(&q->terms.items[i], folded) !=
					     q->terms.items[i].excluded;
		if (all)
			return true;
	}
	return false;
}

const struct query_term *query_only_term(const struct query *q)
{
	const struct query_term *t = q->terms.items;

	return q->terms.n == 1 && t->forms.n == 1 && !t->excluded ? t : NULL;
}
