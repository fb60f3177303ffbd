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

/* What stands behind a label and its colon, up to a blank, a bar or the next
 * label. */
static struct str value_at(const struct page *p, struct str s, size_t at)
{
	size_t from, n = 1, count = 0;
	uint32_t cp = at < s.len ? utf8_decode(s, at, &n) : 0;
	enum fact_word next;

	if (cp != ':' && cp != 0xff1a)
		return STR("");
	at += n;
	while (at < s.len && s.p[at] == ' ')
		at++;
	for (from = at; at < s.len; at += n, count++)
		if (is_value_end(utf8_decode(s, at, &n)) ||
		    format_words_label(p->words, s, at, &next))
			break;
	return count <= VALUE_MAX ? str_sub(s, from, at) : STR("");
}

static void take_date(struct page *p, struct str s)
{
	struct date d;

	if (!p->date.len && date_find(s, true, &d))
		p->date = date_iso(p->a, &d);
}

/* Did the label tell something? */
static bool take_label(struct page *p, struct str s, size_t at,
		       enum fact_word fact)
{
	struct str value = value_at(p, s, at);

	if (fact == FACT_STOP || (!value.len && fact != FACT_DATE))
		return false;
	if (fact == FACT_SOURCE && !p->source.len)
		p->source = value;
	else if (fact == FACT_EDITOR && !p->editor.len)
		p->editor = value;
	else if (fact == FACT_DATE)
		take_date(p, str_sub(s, at, at + 40));
	return true;
}

/* 2024-02-06 10:00 */
static bool has_time(struct str s)
{
	struct date d;

	return date_find(s, true, &d) && (str_find(s, STR(":"), 0) >= 0 ||
					  str_find(s, STR("："), 0) >= 0);
}

static bool read_line(struct page *p, const struct page_line *l)
{
	struct str s = page_str(p, l);
	enum fact_word fact = FACT_NONE;
	bool told = false;
	size_t n;

	if (l->cps > LINE_MAX || l->prose)
		return false;
	for (size_t i = 0; i < s.len;) {
		n = format_words_label(p->words, s, i, &fact);
		told = (n && take_label(p, s, i + n, fact)) || told;
		i = n ? i + n : utf8_next(s, i);
	}
	if (has_time(s)) {
		take_date(p, s);
		told = true;
	}
	return told;
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

/* Some sites write the label into <meta>, too. */
static void check_source(struct page *p)
{
	enum fact_word fact;
	size_t n = p->source.len
			   ? format_words_label(p->words, p->source, 0, &fact)
			   : 0;

	if (n)
		p->source = value_at(p, p->source, n);
}

/* The first and the last line of the article's prose. */
static void find_prose(const struct page *p, size_t *first, size_t *last)
{
	*first = p->lines.n;
	*last = 0;
	for (size_t i = 0; i < p->lines.n; i++) {
		if (!p->lines.items[i].keep || !p->lines.items[i].prose)
			continue;
		*first = i < *first ? i : *first;
		*last = i;
	}
}

void page_find_facts(struct page *p)
{
	size_t first, last, from;

	check_date(p);
	check_source(p);
	find_prose(p, &first, &last);
	from = first > AROUND ? first - AROUND : 0;
	for (size_t i = from; i < p->lines.n && i <= last + AROUND; i++) {
		struct page_line *l = &p->lines.items[i];

		/* a line that says who published is none of the text */
		if (read_line(p, l) && (i < first || i > last))
			l->keep = l->keep && i == p->title_line;
	}
}
