/*
 * Does the text end in the middle of a sentence? Asked of the last paragraph
 * that is one: signatures, dates and captions behind it are short and hold no
 * comma or full stop. A text whose paragraphs close without a full stop
 * anyway (a list, a table) is not asked.
 */
#include "core/base/space.h"
#include "core/base/utf8.h"
#include "core/checks/parts.h"

enum {
	CHARS_LEAST = 40, /* of a paragraph without any mark inside */
	SHOWN = 24,	  /* characters before the end that are marked */
	CLOSED_OF_TEN = 8
};

struct shape {
	unsigned chars;
	bool marks;   /* a comma or a full stop in it */
	bool closed;  /* ends as a sentence does */
	uint32_t end; /* of its last character, bytes of the text */
};

static bool closes(uint32_t cp)
{
	switch (cp) {
	case 0x3002: // 。
	case 0xff61:
	case 0xff01: // ！
	case 0xff1f: // ？
	case 0x2026: // …
	case 0xff1a: // ：
	case 0xff1b: // ；
	case 0x2014: // —
	case '!':
	case '?':
	case '.':
	case ':':
	case ';':
		return true;
	default:
		return false;
	}
}

/* What may stand behind the mark that closes; and a bracket alone closes a
 * line as well (供图). */
static bool follows(uint32_t cp)
{
	switch (cp) {
	case 0x201d: // ”
	case 0x2019: // ’
	case 0x300d: // 」
	case 0x300f: // 』
	case 0x300b: // 》
	case 0x3011: // 】
	case 0xff09: // ）
	case 0x3015: // 〕
	case ')':
	case ']':
	case '"':
	case '\'':
		return true;
	default:
		return false;
	}
}

static bool is_mark(uint32_t cp)
{
	return cp == 0xff0c || cp == ',' || cp == 0x3002 || cp == 0xff1b;
}

static void look(struct shape *sh, struct str text, const struct para *p)
{
	struct str s = str_sub(text, 0, (size_t)p->off + p->len);
	size_t n;

	*sh = (struct shape){.end = p->off};
	for (size_t i = p->off; i < s.len; i += n) {
		uint32_t cp = utf8_decode(s, i, &n);

		if (space_is(cp))
			continue;
		sh->chars++;
		sh->marks |= is_mark(cp);
		sh->end = (uint32_t)(i + n);
		if (!follows(cp))
			sh->closed = closes(cp);
		else if (cp == 0xff09 || cp == ')')
			sh->closed = true;
	}
}

/* Some characters before the end, no farther than the paragraph's start. */
static uint32_t before(struct str text, uint32_t from, uint32_t end)
{
	for (int n = 0; n < SHOWN && end > from; n++)
		end = (uint32_t)utf8_prev(text, end);
	return end;
}

static bool is_sentence(const struct shape *sh)
{
	return sh->marks || sh->chars >= CHARS_LEAST;
}

/* A line about the page, not of the text: told by its end. */
static bool is_signature(const struct check_run *run, const struct para *p,
			 const struct shape *sh)
{
	struct str text = run->mine->report->text.bytes;
	uint32_t off = before(text, p->off, sh->end);

	return check_words(run->rules, str_sub(text, off, sh->end)) &
	       HAS(SIGNATURE);
}

static void tell(struct check_run *run, uint32_t from, uint32_t end)
{
	struct str text = run->mine->report->text.bytes;
	struct finding *f = check_found(run, CHECK_CUT);
	uint32_t off = before(text, from, end);

	if (!f)
		return;
	f->place[0] = check_here(run, (struct span){off, end - off});
	f->n_places = 1;
}

void check_cut(struct check_run *run)
{
	const struct report *r = run->mine->report;
	const struct para *last = NULL;
	size_t asked = 0, closed = 0;
	struct shape sh, at_end = {0};

	for (size_t i = 0; i < r->paras.n; i++) {
		const struct para *p = &r->paras.items[i];

		if (p->kind != PARA_BODY)
			continue;
		look(&sh, r->text.bytes, p);
		if (!is_sentence(&sh) || is_signature(run, p, &sh))
			continue;
		if (last) {
			asked++;
			closed += at_end.closed;
		}
		last = p;
		at_end = sh;
	}
	if (last && !at_end.closed && closed * 10 >= asked * CLOSED_OF_TEN)
		tell(run, last->off, at_end.end);
}
