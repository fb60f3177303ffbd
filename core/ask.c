/*
 * Reading a question: from left to right, at each place the longest of an
 * indicator's name, a region, a word of ask.tsv and a year. Names are kept,
 * the others are taken out, and what lies between them is kept, too.
 */
#include "core/ask.h"

#include "core/ask_words.h"
#include "core/base/fold.h"
#include "core/base/pinyin.h"
#include "core/base/space.h"
#include "core/base/utf8.h"

enum { YEAR_FIRST = 1949, YEAR_LAST = 2100, REGION_LETTERS = 6 };

/* What stands at a place. */
enum found_kind {
	FOUND_NONE,
	FOUND_NAME,
	FOUND_REGION,
	FOUND_WORD,
	FOUND_YEAR
};
struct found {
	enum found_kind kind;
	size_t len;
	int region;
	const struct ask_word *word;
	const struct indicator *indicator;
	unsigned from, to; /* years */
};

/* Years as the words tell them, before it is known what 今年 is. */
struct when {
	const struct ask_word *word; /* YEAR, SPAN, LAST, ALL; NULL = none */
	unsigned from, to;
};

struct scan {
	struct ask *q;
	const struct ask_known *known;
	struct arena *arena;
	struct str text;  /* folded, words parted by one blank */
	struct str upper; /* the same with capitals, as indicators have them */
	struct str *regions; /* folded names */
	struct when when;
	size_t piece; /* where the piece at hand starts */
	size_t named; /* bytes of q->named as it stands there */
};

static bool is_gap(uint32_t cp)
{
	switch (cp) {
	case '?':
	case '!':
	case ',':
	case ';':
	case ':':
	case 0x3002: // 。
	case 0xff1f: // ？
	case 0xff01: // ！
	case 0xff0c: // ，
	case 0xff1b: // ；
	case 0xff1a: // ：
		return true;
	default:
		return cp < 0x20 || fold_drops(cp);
	}
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static void add_word(struct buf *out, struct arena *a, struct buf *word)
{
	struct folded f;

	if (!word->len)
		return;
	fold(&f, a, buf_str(word));
	if (out->len && f.bytes.len)
		buf_addc(out, ' ');
	buf_add(out, f.bytes);
	buf_reset(word);
}

/* The question folded, its words parted by one blank each. */
static struct str folded_question(struct arena *a, struct str question)
{
	size_t len = question.len < ASK_MOST ? question.len : ASK_MOST, n;
	struct buf out, word;

	buf_init(&out, a);
	buf_init(&word, a);
	for (size_t i = 0; i < len; i += n) {
		uint32_t cp = utf8_decode(question, i, &n);

		if (is_gap(cp))
			add_word(&out, a, &word);
		else if (!ask_is_quote(cp) || cp == 0x2019) // xi’an
			buf_add_cp(&word, cp);
	}
	add_word(&out, a, &word);
	return buf_str(&out);
}

static struct str in_capitals(struct arena *a, struct str s)
{
	struct str copy = arena_str(a, s);
	char *p = arena_alloc(a, s.len + 1);

	for (size_t i = 0; i < s.len; i++)
		p[i] = copy.p[i] >= 'a' && copy.p[i] <= 'z'
			       ? (char)(copy.p[i] - 32)
			       : copy.p[i];
	return str_n(p, s.len);
}

/* Latin words must stand alone: `in` is none in minzhu. */
static bool stands_alone(struct str s, size_t at, size_t len)
{
	size_t end = at + len;

	if (at > 0 && is_letter(s.p[at]) && is_letter(s.p[at - 1]))
		return false;
	return end >= s.len || !is_letter(s.p[end - 1]) || !is_letter(s.p[end]);
}

static void name_at(const struct scan *s, size_t at, struct found *best)
{
	const struct indicators *ind = s->known->indicators;
	size_t len;
	uint32_t i = wordmap_match(&ind->names, s->upper, at, &len);

	if (!i || len <= best->len || !stands_alone(s->text, at, len))
		return;
	*best = (struct found){.kind = FOUND_NAME,
			       .len = len,
			       .indicator = &ind->items.items[i - 1]};
}

static void region_at(const struct scan *s, size_t at, struct found *best)
{
	struct str rest = str_sub(s->text, at, s->text.len);

	for (size_t i = 0; i < s->known->n_regions; i++) {
		struct str name = s->regions[i];
		struct str brief = ask_region_short(s->known->words, name);
		size_t len = str_has_prefix(rest, name)	   ? name.len
			     : str_has_prefix(rest, brief) ? brief.len
							   : 0;

		if (len > best->len)
			*best = (struct found){.kind = FOUND_REGION,
					       .len = len,
					       .region = (int)i};
	}
}

static int region_of(const struct scan *s, struct str name)
{
	for (size_t i = 0; i < s->known->n_regions; i++)
		if (str_eq(s->known->regions[i].name, name))
			return (int)i;
	return ASK_NO_REGION;
}

static void word_at(const struct scan *s, size_t at, struct found *best)
{
	const struct ask_words *words = s->known->words;
	size_t len;
	uint32_t i = wordmap_match(&words->map, s->text, at, &len);
	const struct ask_word *w = i ? &words->items.items[i - 1] : NULL;

	if (!w || len <= best->len || !stands_alone(s->text, at, len))
		return;
	*best = (struct found){.kind = FOUND_WORD, .len = len, .word = w};
	if (w->kind != ASK_WORD_REGION)
		return;
	best->kind = FOUND_REGION;
	best->region = region_of(s, w->region);
	if (best->region != ASK_NO_REGION)
		return;
	best->kind = FOUND_NONE;
	s->q->absent = w->region;
}

/* The value of a Han digit, -1 when it is none. */
static int han_digit(uint32_t cp)
{
	static const char digits[] = "〇一二三四五六七八九";
	size_t n;

	if (cp == 0x96f6 || cp == 0x25cb) // 零 ○
		return 0;
	for (size_t i = 0; i < sizeof(digits) - 1; i += n)
		if (utf8_decode(str_of(digits), i, &n) == cp)
			return (int)(i / 3);
	return -1;
}

/* Digits of one kind from `at`: how many, their value, their end. */
static unsigned digits_at(struct str s, size_t at, bool han, unsigned *value,
			  size_t *end)
{
	unsigned count = 0;
	size_t n;

	*value = 0;
	for (*end = at; *end < s.len && count < 5; *end += n, count++) {
		uint32_t cp = utf8_decode(s, *end, &n);
		int digit =
			cp < 0x80 && is_digit((char)cp) ? (int)cp - '0' : -1;

		if (han)
			digit = han_digit(cp);
		if (digit < 0)
			break;
		*value = *value * 10 + (unsigned)digit;
	}
	return count;
}

static unsigned full_year(unsigned two)
{
	return two < 50 ? 2000 + two : 1900 + two;
}

/* 2024, 2024年, 24年, 二〇二四年; its length, 0 when there is none. */
static size_t one_year_at(struct str s, size_t at, unsigned *year)
{
	size_t end, after;
	unsigned count = digits_at(s, at, false, year, &end);
	bool han = !count, has_nian;

	if (at > 0 && is_digit(s.p[at - 1]))
		return 0;
	if (han)
		count = digits_at(s, at, true, year, &end);
	has_nian = str_has_prefix(str_sub(s, end, s.len), STR("年"));
	after = end + (has_nian ? strlen("年") : 0);
	if (count == 2 && has_nian && !han)
		*year = full_year(*year);
	else if (count != 4 || (han && !has_nian))
		return 0;
	return *year >= YEAR_FIRST && *year <= YEAR_LAST ? after - at : 0;
}

/* Between two years: -, 至, 到. */
static size_t joint_at(struct str s, size_t at)
{
	static const char *const joints[] = {"-", "~", "–", "—", "至", "到"};
	struct str rest = str_sub(s, at, s.len);

	for (size_t i = 0; i < COUNT_OF(joints); i++)
		if (str_has_prefix(rest, str_of(joints[i])))
			return strlen(joints[i]);
	return 0;
}

static void year_at(const struct scan *s, size_t at, struct found *best)
{
	unsigned from, to;
	size_t len = one_year_at(s->text, at, &from), joint, more;

	if (!len || len <= best->len)
		return;
	*best = (struct found){
		.kind = FOUND_YEAR, .len = len, .from = from, .to = from};
	joint = joint_at(s->text, at + len);
	more = joint ? one_year_at(s->text, at + len + joint, &to) : 0;
	if (more && to >= from) {
		best->to = to;
		best->len = len + joint + more;
	}
}

static void end_piece(struct scan *s, size_t at)
{
	struct ask *q = s->q;

	if (at > s->piece && q->n_pieces < ASK_PIECES)
		q->piece[q->n_pieces++] = str_sub(s->text, s->piece, at);
}

static void take_word(struct scan *s, const struct ask_word *w)
{
	/* 目标完成了没有 asks for the fate, whatever else it says */
	if (w->kind == ASK_WORD_ABOUT && s->q->about != ASK_FATE &&
	    (s->q->about != ASK_TARGET || w->value == ASK_FATE))
		s->q->about = (enum ask_about)w->value;
	if (w->kind == ASK_WORD_MEASURE)
		s->q->measure = (enum ask_measure)w->value;
	if (w->kind <= ASK_WORD_ALL && !s->when.from)
		s->when.word = w;
}

static void take(struct scan *s, const struct found *f)
{
	switch (f->kind) {
	case FOUND_WORD:
		take_word(s, f->word);
		break;
	case FOUND_REGION:
		if (s->q->region == ASK_NO_REGION)
			s->q->region = f->region;
		break;
	case FOUND_YEAR:
		if (!s->when.from)
			s->when = (struct when){NULL, f->from, f->to};
		break;
	default:
		break;
	}
}

static void scan_text(struct scan *s)
{
	size_t at = 0;

	while (at < s->text.len) {
		struct found f = {.kind = FOUND_NONE};

		name_at(s, at, &f);
		region_at(s, at, &f);
		word_at(s, at, &f);
		year_at(s, at, &f);
		if (f.kind == FOUND_NAME && f.len > s->named) {
			s->q->named = f.indicator;
			s->named = f.len;
		}
		if (f.kind == FOUND_NAME) {
			at += f.len;
		} else if (f.kind != FOUND_NONE || s->text.p[at] == ' ') {
			end_piece(s, at);
			take(s, &f);
			at += f.kind != FOUND_NONE ? f.len : 1;
			s->piece = at;
		} else {
			at = utf8_next(s->text, at);
		}
	}
	end_piece(s, at);
}

static unsigned now_of(const struct ask *q, const struct ask_known *known)
{
	size_t i = q->region >= 0 ? (size_t)q->region : known->home;

	return i < known->n_regions ? known->regions[i].now : 0;
}

/* The years that the words mean, by the region's newest. */
static void set_years(struct ask *q, const struct ask_known *known,
		      const struct when *when)
{
	int now = (int)now_of(q, known);
	const struct ask_word *w = when->word;

	q->year_from = when->from;
	q->year_to = when->to;
	if (when->from || !w)
		return;
	if (w->kind == ASK_WORD_SPAN) {
		q->year_from = w->from;
		q->year_to = w->to;
	} else if (w->kind == ASK_WORD_YEAR && now) {
		q->year_from = q->year_to = (unsigned)(now + w->value);
	} else if (w->kind == ASK_WORD_LAST && now) {
		q->year_from = (unsigned)(now - w->value);
		q->year_to = (unsigned)(now - 1);
	}
}

static struct str *folded_regions(struct arena *a, const struct ask_known *k)
{
	struct str *names = arena_calloc(a, k->n_regions + 1, sizeof(*names));
	struct folded f;

	for (size_t i = 0; i < k->n_regions; i++) {
		fold(&f, a, k->regions[i].name);
		names[i] = f.bytes;
	}
	return names;
}

static void join_pieces(struct ask *q, struct arena *a)
{
	struct buf b;

	buf_init(&b, a);
	for (unsigned i = 0; i < q->n_pieces; i++)
		buf_add(&b, q->piece[i]);
	q->rest = buf_str(&b);
}

void ask_read(struct ask *q, struct arena *a, const struct ask_known *known,
	      struct str question)
{
	struct scan s = {.q = q, .known = known, .arena = a};

	*q = (struct ask){.region = ASK_NO_REGION};
	s.text = folded_question(a, question);
	s.upper = in_capitals(a, s.text);
	s.regions = folded_regions(a, known);
	scan_text(&s);
	join_pieces(q, a);
	set_years(q, known, &s.when);
}

/* A reading with something cut off either end of what is left. */
static struct ask cut(const struct ask *q, struct str rest)
{
	struct ask other = *q;

	other.rest = rest;
	other.piece[0] = rest;
	other.n_pieces = 1;
	return other;
}

/* gdp24: the last two digits as a year. */
static bool short_year(struct ask *out, const struct ask *q)
{
	size_t n = q->rest.len;
	unsigned two;

	if (q->year_from || n < 4 || is_digit(q->rest.p[n - 3]) ||
	    !is_digit(q->rest.p[n - 2]) || !is_digit(q->rest.p[n - 1]))
		return false;
	str_to_u32(str_sub(q->rest, n - 2, n), &two);
	*out = cut(q, str_sub(q->rest, 0, n - 2));
	out->year_from = out->year_to = full_year(two);
	return true;
}

static bool is_region(const struct ask_known *known, size_t i, struct str typed)
{
	struct str name = known->regions[i].name;
	struct pinyin k;

	return pinyin_read(&k, typed) &&
	       (pinyin_match(&k, name) == PINYIN_WHOLE ||
		pinyin_match(&k, ask_region_short(known->words, name)) ==
			PINYIN_WHOLE);
}

/* hsczsr: a region's letters before the indicator's. */
static unsigned split_regions(struct ask *out, unsigned n, const struct ask *q,
			      const struct ask_known *known)
{
	if (q->region != ASK_NO_REGION || !q->rest.len ||
	    !is_letter(q->rest.p[0]))
		return n;
	for (size_t k = 2; k <= REGION_LETTERS && k < q->rest.len; k++) {
		struct str head = str_sub(q->rest, 0, k);

		for (size_t i = 0; i < known->n_regions && n < ASK_OTHERS;
		     i++) {
			if (!is_region(known, i, head))
				continue;
			out[n] = cut(q, str_sub(q->rest, k, q->rest.len));
			out[n++].region = (int)i;
		}
	}
	return n;
}

unsigned ask_others(struct ask *out, struct arena *a, const struct ask *q,
		    const struct ask_known *known)
{
	struct ask dated;
	unsigned n = 0;
	bool has_year = short_year(&dated, q);

	(void)a;
	if (has_year)
		out[n++] = dated;
	n = split_regions(out, n, q, known);
	if (has_year)
		n = split_regions(out, n, &dated, known);
	return n;
}
