/*
 * When a page was published, by whom, who edited it: from <meta>, else from a
 * line near the article that has a label (来源：…).
 */
#include "core/base/utf8.h"
#include "core/format/page.h"
#include "core/outline/date.h"

enum {
	LINE_MAX = 200, /* characters of a line with labels */
	VALUE_MAX = 24, /* of a source or an editor */
	AROUND = 25	/* lines before and behind the article */
};

static bool is_value_end(uint32_t cp)
{
	return cp == ' ' || cp == '|' || cp == '[' || cp == ']' ||
	       cp == 0xff5c || cp == 0x3010 || cp == 0x3011 || cp == ')' ||
	       cp == 0xff09 || cp == 0xa0 || cp == '\t';
}

/* What stands behind a label and its colon. */
static struct str value_at(struct str s, size_t at)
{
	size_t from, n, count = 0;
	uint32_t cp = at < s.len ? utf8_decode(s, at, &n) : 0;

	if (cp != ':' && cp != 0xff1a)
		return STR("");
	at += n;
	while (at < s.len && s.p[at] == ' ')
		at++;
	for (from = at; at < s.len; at += n, count++)
		if (is_value_end(utf8_decode(s, at, &n)))
			break;
	return count <= VALUE_MAX ? str_sub(s, from, at) : STR("");
}

static void take_date(struct page *p, struct str s)
{
	struct date d;

	if (!p->date.len && date_find(s, true, &d))
		p->date = date_iso(p->a, &d);
}

static void take_label(struct page *p, struct str s, size_t at,
		       enum fact_word fact)
{
	struct str value = value_at(s, at);

	if (!value.len && fact != FACT_DATE)
		return;
	if (fact == FACT_SOURCE && !p->source.len)
		p->source = value;
	else if (fact == FACT_EDITOR && !p->editor.len)
		p->editor = value;
	else if (fact == FACT_DATE)
		take_date(p, str_sub(s, at, at + 40));
}

static void read_line(struct page *p, const struct page_line *l)
{
	struct str s = page_str(p, l);
	enum fact_word fact = FACT_NONE;
	size_t n;

	if (l->cps > LINE_MAX || l->prose)
		return;
	for (size_t i = 0; i < s.len;) {
		n = format_words_label(p->words, s, i, &fact);
		if (n)
			take_label(p, s, i + n, fact);
		i = n ? i + n : utf8_next(s, i);
	}
}

/* A date in <meta> may be of any form; what is none is nothing. */
static void check_date(struct page *p)
{
	struct str s = p->date;
	struct date d;

	p->date = STR("");
	if (date_find(s, true, &d))
		p->date = date_iso(p->a, &d);
}

void page_find_facts(struct page *p)
{
	size_t first = p->lines.n, last = 0;

	check_date(p);
	for (size_t i = 0; i < p->lines.n; i++) {
		if (!p->lines.items[i].keep)
			continue;
		first = i < first ? i : first;
		last = i;
	}
	first = first > AROUND ? first - AROUND : 0;
	for (size_t i = first; i < p->lines.n && i <= last + AROUND; i++)
		read_line(p, &p->lines.items[i]);
}
