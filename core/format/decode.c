/* Choosing a character set by how well the bytes read in it. */
#include "core/format/decode.h"

#include <errno.h>
#include <iconv.h>
#include <strings.h>
#include <uchardet/uchardet.h>

#include "core/base/utf8.h"

enum set {
	SET_NONE,
	SET_UTF8,
	SET_UTF16LE,
	SET_UTF16BE,
	SET_GB18030,
	SET_BIG5,
	SET_UTF32LE,
	SET_COUNT
};

enum {
	SAMPLE = 256 << 10, /* bytes that the choice looks at */
	GOOD = 600,	    /* of 1000: reads well enough to be believed */
	BONUS = 50,	    /* for a set that somebody named */
	CHUNK = 64 << 10,
	MARK_MAX = 4
};

static const char *const NAMES[SET_COUNT] = {[SET_NONE] = "",
					     [SET_UTF8] = "utf-8",
					     [SET_UTF16LE] = "utf-16-le",
					     [SET_UTF16BE] = "utf-16-be",
					     [SET_GB18030] = "gb18030",
					     [SET_BIG5] = "big5",
					     [SET_UTF32LE] = "utf-32-le"};

/* What files, people and uchardet call them. */
static const struct {
	const char *name;
	enum set set;
} ALIASES[] = {
	{"utf-8", SET_UTF8},	     {"utf8", SET_UTF8},
	{"utf-16le", SET_UTF16LE},   {"utf-16-le", SET_UTF16LE},
	{"utf16le", SET_UTF16LE},    {"utf-16", SET_UTF16LE},
	{"utf-16be", SET_UTF16BE},   {"utf-16-be", SET_UTF16BE},
	{"utf16be", SET_UTF16BE},    {"gb18030", SET_GB18030},
	{"gbk", SET_GB18030},	     {"gb2312", SET_GB18030},
	{"gb_2312-80", SET_GB18030}, {"cp936", SET_GB18030},
	{"hz-gb-2312", SET_GB18030}, {"windows-936", SET_GB18030},
	{"big5", SET_BIG5},	     {"big-5", SET_BIG5},
	{"big5-hkscs", SET_BIG5},    {"cp950", SET_BIG5},
};

static enum set by_name(struct str name)
{
	for (size_t i = 0; i < COUNT_OF(ALIASES); i++)
		if (name.len == strlen(ALIASES[i].name) &&
		    strncasecmp(name.p, ALIASES[i].name, name.len) == 0)
			return ALIASES[i].set;
	return SET_NONE;
}

bool decode_knows(struct str name)
{
	return by_name(name) != SET_NONE;
}

static unsigned byte_at(struct str s, size_t i)
{
	return (unsigned char)s.p[i];
}

/* A part of `of`, in thousandths. */
static int share(size_t part, size_t of)
{
	return of ? (int)(part * 1000 / of) : 0;
}

/* Per thousand: two-byte characters in the rows first..last of everyday ones,
 * less the bytes that are none. */
struct rows {
	unsigned first, last;	   /* of everyday characters */
	unsigned signs, signs_end; /* of punctuation */
	unsigned trail;		   /* the least second byte of these */
};

static int score_rows(struct str s, const struct rows *rows)
{
	size_t n = 0, good = 0, bad = 0;

	for (size_t i = 0; i < s.len; i++) {
		unsigned a = byte_at(s, i), b;

		if (a < 0x80)
			continue;
		n++;
		b = i + 1 < s.len ? byte_at(s, i + 1) : 0;
		if (a == 0x80 || a == 0xff || b < 0x30 || b == 0x7f) {
			bad++;
			continue;
		}
		i++;
		good += b >= rows->trail &&
			((a >= rows->first && a <= rows->last) ||
			 (a >= rows->signs && a <= rows->signs_end));
	}
	return share(good, n) - share(bad, n);
}

static int score_utf8(struct str s)
{
	size_t good = 0, bad = 0, n;

	for (size_t i = 0; i < s.len; i += n) {
		uint32_t cp = utf8_decode(s, i, &n);

		if (utf8_is_fault(s, i, cp, n))
			bad++;
		else
			/* two bytes are Latin or Greek here, or GBK by chance
			 */
			good += cp >= 0x800;
	}
	return share(good, good + bad);
}

static int score_utf16(struct str s, unsigned high)
{
	size_t n = s.len / 2, good = 0;

	for (size_t i = 0; i + 1 < s.len; i += 2) {
		unsigned cp =
			byte_at(s, i + high) << 8 | byte_at(s, i + 1 - high);

		good += (cp >= 0x20 && cp < 0x7f) || cp == '\n' || cp == '\r' ||
			cp == '\t' || (cp >= 0x2010 && cp <= 0x203b) ||
			(cp >= 0x3000 && cp <= 0x301f) ||
			(cp >= 0x4e00 && cp <= 0x9fff) ||
			(cp >= 0xff01 && cp <= 0xff5e);
	}
	return share(good, n);
}

static int score(enum set set, struct str s)
{
	/* GB 2312 has its everyday characters in B0 to D7, Big5 in A4 to C6 */
	static const struct rows gb = {0xb0, 0xd7, 0xa1, 0xa3, 0xa1};
	static const struct rows big5 = {0xa4, 0xc6, 0xa1, 0xa3, 0x40};

	switch (set) {
	case SET_UTF8:
		return score_utf8(s);
	case SET_GB18030:
		return score_rows(s, &gb);
	case SET_BIG5:
		return score_rows(s, &big5);
	case SET_UTF16LE:
		return score_utf16(s, 1);
	case SET_UTF16BE:
		return score_utf16(s, 0);
	default:
		return 0;
	}
}

static enum set by_mark(struct str s, size_t *len)
{
	static const struct {
		struct str mark;
		enum set set;
	} MARKS[] = {
		{{"\xff\xfe\0\0", 4}, SET_UTF32LE},
		{{"\xef\xbb\xbf", 3}, SET_UTF8},
		{{"\xff\xfe", 2}, SET_UTF16LE},
		{{"\xfe\xff", 2}, SET_UTF16BE},
	};

	for (size_t i = 0; i < COUNT_OF(MARKS); i++)
		if (str_has_prefix(s, MARKS[i].mark)) {
			*len = MARKS[i].mark.len;
			return MARKS[i].set;
		}
	*len = 0;
	return SET_NONE;
}

/* UTF-16 without a mark shows by the high bytes of its blanks, digits and
 * line ends, which are NUL. */
static enum set by_nuls(struct str s)
{
	size_t nul[2] = {0, 0};
	enum set set;

	for (size_t i = 0; i < s.len; i++)
		nul[i & 1] += s.p[i] == '\0';
	if (nul[0] + nul[1] == 0)
		return SET_NONE;
	set = nul[1] > nul[0] ? SET_UTF16LE : SET_UTF16BE;
	return score(set, s) >= 950 ? set : SET_NONE;
}

static enum set by_uchardet(struct str s)
{
	uchardet_t u = uchardet_new();
	enum set set = SET_NONE;

	if (!u)
		return SET_NONE;
	if (uchardet_handle_data(u, s.p, s.len) == 0) {
		uchardet_data_end(u);
		set = by_name(str_of(uchardet_get_charset(u)));
	}
	uchardet_delete(u);
	return set;
}

/* Valid UTF-8 whose letters all take two bytes may be GBK by chance, where
 * some stand side by side: one between Latin letters is an accented one. */
static bool is_doubtful(struct str s)
{
	size_t run = 0, longest = 0;

	for (size_t i = 0; i < s.len; i++) {
		if (byte_at(s, i) >= 0xe0)
			return false;
		run = byte_at(s, i) >= 0x80 ? run + 1 : 0;
		longest = run > longest ? run : longest;
	}
	return longest > 2;
}

static enum set best_reading(struct str s, enum set declared)
{
	static const enum set sets[] = {SET_UTF8, SET_GB18030, SET_BIG5};
	enum set guess = by_uchardet(s), best = SET_UTF8;
	int most = -1;

	for (size_t i = 0; i < COUNT_OF(sets); i++) {
		int n = score(sets[i], s) + BONUS * (sets[i] == guess) +
			BONUS * (sets[i] == declared);

		if (n > most) {
			most = n;
			best = sets[i];
		}
	}
	return most >= GOOD ? best : SET_UTF8;
}

static enum set choose(struct str s, const struct decode_hints *hints,
		       size_t *mark)
{
	enum set set = by_mark(s, mark);
	struct str sample;

	if (hints->forced.len) {
		if (set != by_name(hints->forced))
			*mark = 0;
		return by_name(hints->forced);
	}
	if (set)
		return set;
	sample = str_sub(s, 0, SAMPLE);
	set = by_nuls(sample);
	if (set)
		return set;
	if (utf8_is_valid(s) && !is_doubtful(sample))
		return SET_UTF8;
	return best_reading(sample, by_name(hints->declared));
}

static void add_replacement(struct buf *out, struct decoded *d)
{
	buf_add_cp(out, UTF8_REPLACEMENT);
	d->n_replaced++;
}

static void from_utf8(struct buf *out, struct str s, struct decoded *d)
{
	size_t n;

	for (size_t i = 0; i < s.len; i += n) {
		uint32_t cp = utf8_decode(s, i, &n);

		if (utf8_is_fault(s, i, cp, n))
			add_replacement(out, d);
		else
			buf_add(out, str_sub(s, i, i + n));
	}
}

/* A lone surrogate, and a byte that is left over, are one U+FFFD each. */
static void from_utf16(struct buf *out, struct str s, unsigned high,
		       struct decoded *d)
{
	uint32_t lead = 0;

	for (size_t i = 0; i + 1 < s.len; i += 2) {
		uint32_t cp =
			byte_at(s, i + high) << 8 | byte_at(s, i + 1 - high);
		bool is_trail = cp >= 0xdc00 && cp <= 0xdfff;

		if (lead && is_trail) {
			buf_add_cp(out, 0x10000 + ((lead - 0xd800) << 10) +
						(cp - 0xdc00));
			lead = 0;
			continue;
		}
		if (lead)
			add_replacement(out, d);
		lead = cp >= 0xd800 && cp <= 0xdbff ? cp : 0;
		if (is_trail)
			add_replacement(out, d);
		else if (!lead)
			buf_add_cp(out, cp);
	}
	if (lead)
		add_replacement(out, d);
	if (s.len % 2)
		add_replacement(out, d);
}

/* iconv stops at what is no character: its first byte is replaced and the
 * rest read anew, so that a bad second byte does not eat a quote or a line
 * end. What the end cuts off is one U+FFFD. */
static bool from_iconv(struct buf *out, struct str s, const char *name,
		       struct decoded *d)
{
	iconv_t cd = iconv_open("UTF-8", name);
	union {
		const char *in;
		char *iconv_takes;
	} p = {.in = s.p};
	size_t left = s.len;
	char chunk[CHUNK / 16];

	if (cd == (iconv_t)-1)
		return false;
	while (left) {
		char *to = chunk;
		size_t room = sizeof(chunk);
		size_t rc = iconv(cd, &p.iconv_takes, &left, &to, &room);
		int no = errno;

		buf_add(out, str_n(chunk, sizeof(chunk) - room));
		if (rc != (size_t)-1 || no == E2BIG)
			continue;
		add_replacement(out, d);
		if (no == EINVAL)
			break;
		p.in++;
		left--;
	}
	iconv_close(cd);
	return true;
}

static bool convert(struct buf *out, struct str s, enum set set,
		    struct decoded *d)
{
	switch (set) {
	case SET_UTF16LE:
		from_utf16(out, s, 1, d);
		return true;
	case SET_UTF16BE:
		from_utf16(out, s, 0, d);
		return true;
	case SET_GB18030:
		return from_iconv(out, s, "GB18030", d);
	case SET_BIG5:
		return from_iconv(out, s, "BIG5-HKSCS", d);
	case SET_UTF32LE:
		return from_iconv(out, s, "UTF-32LE", d);
	default:
		from_utf8(out, s, d);
		return true;
	}
}

/* Is this a text after all? Few controls, few characters that were none. */
static bool is_text(const struct decoded *d)
{
	size_t control = 0, n, cps = utf8_count(d->text);

	for (size_t i = 0; i < d->text.len; i += n) {
		unsigned char c = (unsigned char)d->text.p[i];

		n = 1;
		control += c < 0x20 && (c < '\t' || c > '\r');
	}
	return control * 100 <= cps * 5 + 300 &&
	       d->n_replaced * 100ul <= cps * 30 + 300;
}

enum reading_fault decode(struct decoded *d, struct arena *a, struct str bytes,
			  const struct decode_hints *hints)
{
	struct buf out;
	size_t mark;
	enum set set = choose(bytes, hints, &mark);

	*d = (struct decoded){.encoding = NAMES[set]};
	bytes = str_sub(bytes, mark, bytes.len);
	if (set == SET_UTF8 && utf8_is_valid(bytes)) {
		d->text = bytes;
	} else {
		buf_init(&out, a);
		if (!convert(&out, bytes, set, d))
			return READING_ENCODING;
		d->text = buf_str(&out);
	}
	if (str_trim(d->text).len == 0)
		return READING_EMPTY;
	return is_text(d) ? READING_OK : READING_NOT_TEXT;
}
