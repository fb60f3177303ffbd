/*
 * A PDF, from the boxes that pdftotext found: pages, lines and words with
 * their corners, as tags of one fixed form. The tags are looked for as they
 * are; the text between them is a stranger's.
 */
#include "core/format/pdf.h"

#include <signal.h>

#include "core/base/utf8.h"
#include "core/format/decode.h"

enum {
	LINES_MAX = 1 << 18,
	NUMBER_MAX = 1 << 24,
	NOT_STARTED = 127,
	DENIED = 3,    /* pdftotext's status: copying is not allowed */
	SCAN_CPS = 15, /* characters a page: fewer are a page number */
};

/* 12.345 as 1234; what is no number as 0. */
static int32_t number(struct str tag, const char *name)
{
	ptrdiff_t at = str_find(tag, str_of(name), 0);
	size_t i = at < 0 ? tag.len : (size_t)at + strlen(name);
	int32_t v = 0, digits = -1;
	bool minus = i < tag.len && tag.p[i] == '-';

	for (i += minus; i < tag.len && digits < 2 && v < NUMBER_MAX; i++) {
		if (tag.p[i] == '.' && digits < 0) {
			digits = 0;
			continue;
		}
		if (tag.p[i] < '0' || tag.p[i] > '9')
			break;
		v = v * 10 + (tag.p[i] - '0');
		digits += digits >= 0;
	}
	for (; digits < 2 && v < NUMBER_MAX; digits += digits < 0 ? 2 : 1)
		v *= digits < 0 ? 100 : 10;
	return minus ? -v : v;
}

static void begin_page(struct pdf *p, struct str tag)
{
	struct pdf_page *page = ARRAY_PUSH(p->a, &p->pages);

	page->height = number(tag, "height=\"");
	page->first = p->lines.n;
}

static void begin_line(struct pdf *p, struct str tag)
{
	struct pdf_line *l;

	if (!p->pages.n || p->lines.n >= LINES_MAX)
		return;
	l = ARRAY_PUSH(p->a, &p->lines);
	l->left = number(tag, "xMin=\"");
	l->right = number(tag, "xMax=\"");
	l->top = number(tag, "yMin=\"");
	l->bottom = number(tag, "yMax=\"");
	l->page = (uint32_t)p->pages.n - 1;
	p->pages.items[l->page].n++;
}

static size_t entity(struct str s, size_t at, struct buf *out)
{
	static const struct {
		const char *name;
		char c;
	} NAMES[] = {{"&amp;", '&'},
		     {"&lt;", '<'},
		     {"&gt;", '>'},
		     {"&quot;", '"'},
		     {"&apos;", '\''}};

	for (size_t i = 0; i < COUNT_OF(NAMES); i++) {
		size_t n = strlen(NAMES[i].name);

		if (s.len - at >= n &&
		    memcmp(s.p + at, NAMES[i].name, n) == 0) {
			buf_addc(out, NAMES[i].c);
			return n;
		}
	}
	buf_addc(out, '&');
	return 1;
}

static bool is_latin(uint32_t cp)
{
	return cp > ' ' && cp < 0x2e80;
}

/* Words are parted where a blank stood or a wide gap is; between Han letters
 * a narrow one is nothing. */
static void add_word(struct buf *line, struct str word, bool wide)
{
	size_t n;

	if (line->len && word.len) {
		struct str s = buf_str(line);
		uint32_t last = utf8_decode(s, utf8_prev(s, s.len), &n),
			 next = utf8_decode(word, 0, &n);

		if (wide || is_latin(last) || is_latin(next))
			buf_addc(line, ' ');
	}
	for (size_t i = 0; i < word.len;) {
		unsigned char c = (unsigned char)word.p[i];

		if (c == '&') {
			i += entity(word, i, line);
			continue;
		}
		buf_addc(line, c >= '\t' && c <= '\r' ? ' ' : word.p[i]);
		i++;
	}
}

struct scan {
	struct pdf *p;
	struct buf line;
	int32_t word_end; /* of the word before */
	bool in_line, wide;
};

static void end_line(struct scan *s)
{
	struct pdf_line *l;

	if (!s->in_line || !s->p->lines.n)
		return;
	s->in_line = false;
	l = &s->p->lines.items[s->p->lines.n - 1];
	l->text = str_trim(arena_str(s->p->a, buf_str(&s->line)));
	l->cps = (uint32_t)utf8_count(l->text);
}

static void on_tag(struct scan *s, struct str tag, struct str text)
{
	int32_t left;

	if (str_has_prefix(tag, STR("page "))) {
		begin_page(s->p, tag);
	} else if (str_has_prefix(tag, STR("line "))) {
		size_t n = s->p->lines.n;

		end_line(s);
		begin_line(s->p, tag);
		s->in_line = s->p->lines.n > n;
		buf_reset(&s->line);
	} else if (str_has_prefix(tag, STR("word ")) && s->in_line) {
		left = number(tag, "xMin=\"");
		/* nearly as wide as a letter is high: a blank of Han text */
		s->wide = (left - s->word_end) * 5 >
			  (number(tag, "yMax=\"") - number(tag, "yMin=\"")) * 4;
		add_word(&s->line, text, s->wide);
		s->word_end = number(tag, "xMax=\"");
	} else if (str_has_prefix(tag, STR("/line"))) {
		end_line(s);
	}
}

void pdf_scan(struct pdf *p, struct str boxes)
{
	struct scan s = {.p = p};
	const char *end = boxes.p + boxes.len, *at = boxes.p;

	buf_init(&s.line, p->a);
	while (at < end && (at = memchr(at, '<', (size_t)(end - at)))) {
		const char *close = memchr(at, '>', (size_t)(end - at)), *next;

		if (!close)
			break;
		next = memchr(close, '<', (size_t)(end - close));
		next = next ? next : end;
		on_tag(&s, str_n(at + 1, (size_t)(close - at) - 1),
		       str_n(close + 1, (size_t)(next - close) - 1));
		at = next;
	}
	end_line(&s);
}

static enum reading_fault fault_of(const struct format_pdf *pdf)
{
	if (pdf->status == NOT_STARTED)
		return READING_NO_PDFTOTEXT;
	if (pdf->status == -SIGXCPU || pdf->status == -SIGKILL)
		return READING_SLOW;
	if (pdf->status == DENIED ||
	    str_find(pdf->messages, STR("password"), 0) >= 0)
		return READING_ENCRYPTED;
	return pdf->status == 0 ? READING_OK : READING_BROKEN;
}

static bool is_scan(const struct pdf *p)
{
	size_t cps = 0;

	for (size_t i = 0; i < p->lines.n; i++)
		cps += p->lines.items[i].cps;
	return cps == 0 || cps < p->pages.n * SCAN_CPS;
}

void format_read_pdf(struct reading *r, struct arena *a,
		     const struct format_pdf *in)
{
	const struct decode_hints hints = {.forced = STR("utf-8")};
	struct pdf pdf = {.a = a};
	struct decoded d;

	r->kind = READING_PDF;
	r->encoding = STR("utf-8");
	r->fault = fault_of(in);
	if (r->fault != READING_OK)
		return;
	/* what it wrote may hold anything a font's map holds */
	if (decode(&d, a, in->boxes, &hints) == READING_EMPTY) {
		r->fault = READING_SCAN;
		return;
	}
	pdf_scan(&pdf, d.text);
	if (is_scan(&pdf)) {
		r->fault = READING_SCAN;
		return;
	}
	pdf_find_asides(&pdf);
	pdf_emit(&pdf, r);
	if (r->text.len > READING_MAX)
		r->fault = READING_BOMB;
	else if (!str_trim(r->text).len)
		r->fault = READING_SCAN;
}
