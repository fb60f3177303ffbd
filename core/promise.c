/*
 * Which clauses of a report are promises without figures: a verb of doing, and
 * a named object behind it in the same stretch between two commas.
 */
#include "core/promise.h"

#include "core/base/tsv.h"
#include "core/base/utf8.h"
#include "core/base/wordmap.h"

enum {
	PROMISE_MOST = 5000,
	CPS_LEAST = 6,	    /* of a clause */
	CPS_MOST = 200,	    /* longer ones are lists of everything */
	OBJECT_WITHIN = 30, /* characters behind the verb */
};

enum word_class {
	WORD_DO = 1,
	WORD_OBJECT,
	WORD_NONE, /* 之年: the clause promises nothing */
	WORD_CLASSES
};

static const char *const CLASS_NAMES[WORD_CLASSES] = {
	[WORD_DO] = "do",
	[WORD_OBJECT] = "object",
	[WORD_NONE] = "none",
};

struct promise_rules {
	struct wordmap words; /* -> enum word_class */
};

static bool add_row(struct promise_rules *rules, const struct tsv *t,
		    const struct tsv_row *row, struct error *err)
{
	uint32_t class = WORD_DO;

	while (class < WORD_CLASSES &&
	       !str_is(row->cell[0], CLASS_NAMES[class]))
		class ++;
	if (class == WORD_CLASSES)
		return tsv_error(t, row, "unknown class", err);
	if (!row->cell[1].len)
		return tsv_error(t, row, "no word", err);
	if (wordmap_add(&rules->words, row->cell[1], class))
		return tsv_error(t, row, "word stands twice", err);
	return true;
}

struct promise_rules *promise_rules_open(struct arena *a,
					 const struct assets *assets,
					 struct error *err)
{
	static const char name[] = "lexicon/promises.tsv";
	struct promise_rules *rules = arena_alloc(a, sizeof(*rules));
	struct tsv t;

	wordmap_init(&rules->words, a);
	if (!tsv_read(&t, a, name, assets_get(assets, name), err))
		return NULL;
	if (tsv_column(&t, "class") != 0 || tsv_column(&t, "word") != 1) {
		tsv_error(&t, NULL, "a column is missing", err);
		return NULL;
	}
	for (size_t i = 0; i < t.rows.n; i++)
		if (!add_row(rules, &t, &t.rows.items[i], err))
			return NULL;
	return rules;
}

/* Does the stretch end here? 、 joins names of one stretch. */
static bool is_comma(uint32_t cp)
{
	return cp == 0xff0c || cp == ',' || cp == 0xff1a || cp == ':' ||
	       cp == 0x3002 || cp == 0xff1b || cp == ';';
}

/* A verb, and not too far behind it what is done. */
static bool promises_something(const struct promise_rules *rules, struct str s)
{
	size_t at = 0, len, word;
	int behind = OBJECT_WITHIN + 1; /* characters since the verb */
	bool found = false;

	for (; at < s.len; at += word ? word : len) {
		uint32_t class = wordmap_match(&rules->words, s, at, &word);
		uint32_t cp = utf8_decode(s, at, &len);

		if (class == WORD_NONE)
			return false;
		if (class == WORD_OBJECT && behind <= OBJECT_WITHIN)
			found = true;
		if (class == WORD_DO)
			behind = 0;
		else if (is_comma(cp))
			behind = OBJECT_WITHIN + 1;
		else if (behind <= OBJECT_WITHIN)
			behind++;
		if (!class)
			word = 0;
	}
	return found;
}

/* Is there a quantity in it? `from` goes along with the clauses. */
static bool holds_figure(const struct metrics *m, struct span s, size_t *from)
{
	while (*from < m->n && m->items[*from].off < s.off)
		(*from)++;
	for (size_t i = *from; i < m->n && m->items[i].off < s.off + s.len; i++)
		if (m->items[i].class != METRIC_MASKED)
			return true;
	return false;
}

struct search {
	struct promises *out;
	struct arena *arena;
	const struct promise_rules *rules;
	const struct report *report;
	const struct metrics *metrics;
	size_t metric; /* the first one behind the last clause's start */
};

static void look_at(struct search *s, struct span span)
{
	struct str text = str_sub(s->report->text.bytes, span.off,
				  (size_t)span.off + span.len);
	uint32_t section = report_section_at(s->report, span.off);
	struct promise *p;
	size_t n;

	if (section == SECTION_NONE ||
	    s->report->sections.items[section].time != SECTION_PLAN)
		return;
	if (holds_figure(s->metrics, span, &s->metric))
		return;
	n = text.len > CPS_MOST * 4 ? CPS_MOST + 1 : utf8_count(text);
	if (n < CPS_LEAST || n > CPS_MOST || s->out->n >= PROMISE_MOST ||
	    !promises_something(s->rules, text))
		return;
	p = ARRAY_PUSH(s->arena, s->out);
	p->at = span;
	p->section = section;
}

void promises_find(struct promises *out, struct arena *a,
		   const struct promise_rules *rules, const struct report *r,
		   const struct metrics *metrics)
{
	struct search s = {out, a, rules, r, metrics, 0};

	for (size_t i = 0; i < r->paras.n; i++) {
		const struct para *p = &r->paras.items[i];
		uint32_t off = p->off, end = p->off + p->len;

		while (p->kind == PARA_BODY && off < end) {
			struct span span = sentence_at(&r->text, p, off, true);
			uint32_t next = span.off + span.len;

			if (span.len)
				look_at(&s, span);
			off = next > off ? next : off + 1;
		}
	}
}
