/* Numbers in the forms that Chinese documents use. */
#include "core/format/label.h"

static const char *const DIGITS[] = {"",   "一", "二", "三", "四",
				     "五", "六", "七", "八", "九"};
static const char *const LEGAL[] = {"",	  "壹", "贰", "叁", "肆",
				    "伍", "陆", "柒", "捌", "玖"};
static const char *const STEMS[] = {"甲", "乙", "丙", "丁", "戊",
				    "己", "庚", "辛", "壬", "癸"};

/* 十, 二十一, 一百零三; beyond that digits. */
static void add_han(struct buf *out, unsigned n, const char *const *digits,
		    bool legal)
{
	unsigned tens = n / 10 % 10;

	if (n >= 1000 || n == 0) {
		buf_addf(out, "%u", n);
		return;
	}
	if (n >= 100)
		buf_addf(out, "%s%s", digits[n / 100], legal ? "佰" : "百");
	if (n >= 100 && tens == 0 && n % 10)
		buf_addz(out, "零");
	if (tens)
		buf_addf(out, "%s%s", tens == 1 && n < 20 ? "" : digits[tens],
			 legal ? "拾" : "十");
	buf_addz(out, digits[n % 10]);
}

static void add_roman(struct buf *out, unsigned n, bool upper)
{
	static const struct {
		unsigned value;
		const char *upper, *lower;
	} ROMAN[] = {{100, "C", "c"},  {90, "XC", "xc"}, {50, "L", "l"},
		     {40, "XL", "xl"}, {10, "X", "x"},	 {9, "IX", "ix"},
		     {5, "V", "v"},    {4, "IV", "iv"},	 {1, "I", "i"}};

	if (n > 399) {
		buf_addf(out, "%u", n);
		return;
	}
	for (size_t i = 0; i < sizeof(ROMAN) / sizeof(ROMAN[0]); i++)
		for (; n >= ROMAN[i].value; n -= ROMAN[i].value)
			buf_addz(out, upper ? ROMAN[i].upper : ROMAN[i].lower);
}

static void add_number(struct buf *out, enum label_form form, unsigned n)
{
	switch (form) {
	case LABEL_NONE:
		break;
	case LABEL_HAN:
		add_han(out, n, DIGITS, false);
		break;
	case LABEL_HAN_LEGAL:
		add_han(out, n, LEGAL, true);
		break;
	case LABEL_STEM:
		buf_addz(out, STEMS[(n + 9) % 10]);
		break;
	case LABEL_CIRCLE:
		if (n >= 1 && n <= 20)
			buf_add_cp(out, 0x2460 + n - 1);
		else
			buf_addf(out, "(%u)", n);
		break;
	case LABEL_UPPER:
	case LABEL_LOWER:
		buf_addc(out, (char)((form == LABEL_UPPER ? 'A' : 'a') +
				     (int)((n + 25) % 26)));
		break;
	case LABEL_UPPER_ROMAN:
	case LABEL_LOWER_ROMAN:
		add_roman(out, n, form == LABEL_UPPER_ROMAN);
		break;
	default:
		buf_addf(out, "%u", n);
	}
}

static void add_text(struct label_list *list, const struct label_level *l,
		     struct buf *out)
{
	for (size_t i = 0; i < l->text.len; i++) {
		unsigned k = 0;

		if (l->text.p[i] == '%' && i + 1 < l->text.len &&
		    l->text.p[i + 1] >= '1' && l->text.p[i + 1] <= '9')
			k = (unsigned)(l->text.p[++i] - '0');
		if (k)
			add_number(out, list->levels[k - 1].form,
				   list->count[k - 1]);
		else
			buf_addc(out, l->text.p[i]);
	}
}

void label_next(struct label_list *list, unsigned level, struct buf *out)
{
	const struct label_level *l;
	size_t from = out->len;

	if (level >= LABEL_LEVELS)
		return;
	l = &list->levels[level];
	/* a level above that was passed over counts as begun */
	for (unsigned i = 0; i <= level; i++) {
		if (!list->seen[i] || i == level)
			list->count[i] = list->seen[i] ? list->count[i] + 1
						       : list->levels[i].start;
		list->seen[i] = true;
	}
	for (unsigned i = level + 1; i < LABEL_LEVELS; i++)
		list->seen[i] = false;
	if (l->form == LABEL_NONE)
		return;
	add_text(list, l, out);
	if (out->len > from &&
	    ((out->p[out->len - 1] >= '0' && out->p[out->len - 1] <= '9') ||
	     (out->p[out->len - 1] | 0x20) >= 'a'))
		if ((unsigned char)out->p[out->len - 1] < 0x80)
			buf_addc(out, ' ');
}
