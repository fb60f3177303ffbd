/*
 * What single characters mean to the number scanner. The digits and scales
 * are a closed set whose values decide, so they stand in code.
 */
#include "core/extract/number_read.h"

#include "core/base/clean.h"
#include "core/base/space.h"
#include "core/base/utf8.h"

enum { BREAK_MAX = 16 }; /* characters between a number and its unit */

uint32_t reader_cp(const struct reader *r, size_t at, size_t *len)
{
	*len = 0;
	return at < r->s.len ? utf8_decode(r->s, at, len) : 0;
}

uint32_t reader_before(const struct reader *r, size_t at, size_t *from)
{
	size_t n;

	*from = at;
	if (at == 0)
		return 0;
	*from = utf8_prev(r->s, at);
	return utf8_decode(r->s, *from, &n);
}

int digit_arabic(uint32_t cp)
{
	if (cp >= '0' && cp <= '9')
		return (int)(cp - '0');
	if (cp >= 0xff10 && cp <= 0xff19)
		return (int)(cp - 0xff10);
	return -1;
}

/* Simplified, traditional and the banker's forms. */
int digit_han(uint32_t cp)
{
	switch (cp) {
	// clang-format off
	case U'〇': case U'零': case U'○': return 0;
	case U'一': case U'壹': return 1;
	case U'二': case U'两': case U'贰': case U'兩': case U'貳': return 2;
	case U'三': case U'叁': case U'參': return 3;
	case U'四': case U'肆': return 4;
	case U'五': case U'伍': return 5;
	case U'六': case U'陆': case U'陸': return 6;
	case U'七': case U'柒': return 7;
	case U'八': case U'捌': return 8;
	case U'九': case U'玖': return 9;
	default: return -1;
		// clang-format on
	}
}

int tens_han(uint32_t cp)
{
	switch (cp) {
	case U'廿':
		return 2;
	case U'卅':
		return 3;
	case U'卌':
		return 4;
	default:
		return 0;
	}
}

bool can_start_number(uint32_t cp)
{
	return digit_arabic(cp) >= 0 || digit_han(cp) >= 0 || scale_small(cp) ||
	       scale_big(cp) || is_vague(cp) || tens_han(cp) || is_minus(cp) ||
	       cp == U'第' || cp == U'半';
}

int scale_small(uint32_t cp)
{
	switch (cp) {
	case U'十':
	case U'拾':
		return 1;
	case U'百':
	case U'佰':
		return 2;
	case U'千':
	case U'仟':
		return 3;
	default:
		return 0;
	}
}

int scale_big(uint32_t cp)
{
	switch (cp) {
	case U'万':
	case U'萬':
		return 4;
	case U'亿':
	case U'億':
		return 8;
	case U'兆':
		return 12;
	default:
		return 0;
	}
}

uint32_t more_flag(uint32_t cp)
{
	switch (cp) {
	case U'余':
	case U'餘':
	case U'多':
	case U'几':
	case U'幾':
		return NUMBER_MORE;
	case U'来':
	case U'來':
		return NUMBER_APPROX;
	default:
		return 0;
	}
}

bool is_vague(uint32_t cp)
{
	return cp == U'几' || cp == U'幾' || cp == U'数' || cp == U'數';
}

bool is_point(uint32_t cp)
{
	return cp == '.' || cp == 0xff0e || cp == 0xb7 || cp == 0x30fb ||
	       cp == 0x2027 || cp == 0x2022;
}

bool is_blank(uint32_t cp)
{
	return cp == ' ' || cp == 0xa0 || cp == 0x3000 || cp == 0x2009;
}

bool is_latin(uint32_t cp)
{
	if (cp >= 0xff21 && cp <= 0xff5a)
		cp -= 0xfee0;
	return (cp >= 'A' && cp <= 'Z') || (cp >= 'a' && cp <= 'z');
}

bool is_minus(uint32_t cp)
{
	return cp == '-' || cp == 0x2212 || cp == 0xff0d || cp == 0xfe63;
}

int reader_scale(const struct reader *r, size_t at, size_t *len)
{
	uint32_t cp = reader_cp(r, at, len);
	int scale = scale_small(cp) ? scale_small(cp) : scale_big(cp);
	size_t unit;

	/* The table has units that begin like a scale: 千瓦, 兆瓦, 千米. */
	if (scale && wordmap_match(&r->rules->units, r->s, at, &unit))
		return 0;
	return scale;
}

size_t reader_skip_blank(const struct reader *r, size_t at)
{
	size_t n, m;

	if (is_blank(reader_cp(r, at, &n)) && reader_cp(r, at + n, &m) != 0 &&
	    !is_blank(reader_cp(r, at + n, &m)))
		return at + n;
	return at;
}

static bool is_break(uint32_t cp)
{
	return cp && (space_is(cp) || clean_is_unsafe(cp));
}

size_t reader_skip_break(const struct reader *r, size_t at)
{
	size_t n, end = at;
	bool line = false;

	for (int i = 0; i < BREAK_MAX && is_break(reader_cp(r, end, &n)); i++) {
		line |= !space_is_blank(reader_cp(r, end, &n));
		end += n;
	}
	if (!line)
		return reader_skip_blank(r, at);
	return reader_cp(r, end, &n) && !is_break(reader_cp(r, end, &n)) ? end
									 : at;
}

bool reader_has_unit(const struct reader *r, size_t at)
{
	struct unit u;

	return unit_match(r->rules, r->s, reader_skip_break(r, at), &u);
}

bool number_class_is_none(enum number_class cls)
{
	return cls == NUMBER_CLASS_NONE || cls == NUMBER_CLASS_ITEM;
}

bool reader_is_none(const struct reader *r, size_t at)
{
	size_t n;
	uint32_t i = wordmap_match(&r->rules->words, r->s, at, &n);

	return i && number_class_is_none(r->rules->word.items[i - 1].cls);
}
