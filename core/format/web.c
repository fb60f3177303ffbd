/* From the bytes of a page to a reading. */
#include "core/format/web.h"

#include <strings.h>

#include "core/format/decode.h"

enum { HEAD = 4096 }; /* bytes in which a character set is declared */

static ptrdiff_t find_word(struct str s, const char *word, size_t from)
{
	size_t n = strlen(word);

	for (size_t i = from; i + n <= s.len; i++)
		if (strncasecmp(s.p + i, word, n) == 0)
			return (ptrdiff_t)i;
	return -1;
}

/* charset=gb2312, in <meta> or an XML declaration's encoding="". */
static struct str declared(struct str bytes)
{
	static const char *const WORDS[] = {"charset=", "encoding="};
	struct str s = str_sub(bytes, 0, HEAD);

	for (size_t i = 0; i < COUNT_OF(WORDS); i++) {
		ptrdiff_t at = find_word(s, WORDS[i], 0);
		size_t from, to;

		if (at < 0)
			continue;
		from = (size_t)at + strlen(WORDS[i]);
		while (from < s.len && (s.p[from] == '"' || s.p[from] == '\''))
			from++;
		for (to = from;
		     to < s.len && strchr("\"' />;?", s.p[to]) == NULL;)
			to++;
		return str_sub(s, from, to);
	}
	return STR("");
}

/* A text that is only called a page. */
static bool has_tags(struct str s)
{
	for (size_t i = 0; i + 1 < s.len; i++) {
		char c = (char)(s.p[i + 1] | 0x20);

		if (s.p[i] == '<' &&
		    ((c >= 'a' && c <= 'z') || strchr("/!?", s.p[i + 1])))
			return true;
	}
	return false;
}

static void read_page(struct reading *r, struct arena *a,
		      const struct format_input *in, struct str html)
{
	struct format_words words;
	struct page p = {.a = a, .words = &words};
	struct buf out;

	format_words_load(&words, a, in->assets);
	page_parse(&p, html);
	page_find_article(&p);
	page_find_facts(&p);
	buf_init(&out, a);
	page_emit(&p, r, &out);
	r->text = buf_str(&out);
	if (r->text.len > READING_MAX)
		r->fault = READING_BOMB;
	else if (str_trim(r->text).len == 0)
		r->fault = READING_EMPTY;
}

void web_read(struct reading *r, struct arena *a, const struct format_input *in)
{
	struct str bytes = in->bytes, charset = STR("");
	struct decode_hints hints = {.forced = in->encoding};
	struct decoded d;

	r->kind = READING_HTML;
	if (web_is_mhtml(bytes) && !mhtml_find(a, bytes, &bytes, &charset)) {
		r->fault = READING_BROKEN;
		return;
	}
	hints.declared = charset.len ? charset : declared(bytes);
	r->fault = decode(&d, a, bytes, &hints);
	r->encoding = str_of(d.encoding);
	r->n_replaced = d.n_replaced;
	if (r->fault != READING_OK)
		return;
	if (has_tags(d.text)) {
		read_page(r, a, in, d.text);
		return;
	}
	r->kind = READING_TEXT;
	r->text = d.text;
}
