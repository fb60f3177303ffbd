#pragma once

#include "core/assets.h"
#include "core/base/array.h"
#include "core/base/decimal.h"
#include "core/base/error.h"
#include "core/base/wordmap.h"

/*
 * Numbers and units as the genre writes them. Three steps, each of bounded
 * look-ahead, so that a walk over a text is linear whatever it holds:
 *
 *   number_scan    一百二十三万, 1,100万, ４．７万余, 百分之零点九, 第一
 *   unit_match     吨标准煤, 个百分点, 套(间), 元/人, 亿元
 *   quantity_scan  both together, the way a record wants them
 *
 * All offsets are bytes of the string given. Words come from
 * assets/lexicon/units.tsv and number-words.tsv.
 */
enum number_flag {
	NUMBER_HAN = 1 << 0, /* written without Arabic digits */
	NUMBER_MORE = 1 << 1, /* 余 多 几 inside: the value is a lower bound */
	NUMBER_APPROX = 1 << 2, /* 三五个, 十来个: about */
	NUMBER_PERCENT = 1 << 3, /* 百分之九, 三分之一, 1/6, 一半: the value is
				    in %, no unit follows */
	NUMBER_PERMILLE = 1 << 4, /* 千分之五: in ‰ */
	NUMBER_FRACTION = 1 << 5, /* 三分之一, 1/6: value rounded to 3 places */
	NUMBER_ORDINAL = 1 << 6, /* 第 stands before it (inside the span when
				    the scan began there) */
	NUMBER_SPACED = 1 << 7,	 /* 1 9 9 8: digits set apart */
	NUMBER_DIGITS =
		1 << 8, /* 二〇二二: Han digits by place, a year mostly */
	NUMBER_BARE = 1 << 9,	 /* a scale alone: 百个, 上亿, 千万 */
	NUMBER_VAGUE = 1 << 10,	 /* 数十, 几百: value is the scale alone */
	NUMBER_SCALED = 1 << 11, /* a scale word after the digits: 4.7万 */
	NUMBER_NEGATIVE = 1 << 12, /* 负 or a minus sign, inside the span */
	NUMBER_CODE = 1 << 13,	   /* 1.2.3, 2019/7/1: not one number */
	NUMBER_HUGE = 1 << 14,	   /* more digits than are kept; value is 0 */
	NUMBER_WORD = 1 << 15, /* a row of number-words.tsv: 首位, 翻番 */
	NUMBER_AFTER_LATIN = 1 << 16,  /* S309, PM2.5, GDP1170亿元 */
	NUMBER_BEFORE_LATIN = 1 << 17, /* 5G, 3D (not 5km: that is a unit) */
	NUMBER_MIDDOT = 1 << 18, /* the point is a middle dot: 14·1, 9·11 */
	NUMBER_HALF = 1 << 19	 /* 半 is part of it: 半年, 两年半 */
};

/* What a row of number-words.tsv says of its number. */
enum number_class {
	NUMBER_CLASS_NONE, /* no quantity: 十分, 统一, 百姓 */
	NUMBER_CLASS_ITEM, /* none either: 一是, 二要 open the items of a list
			    */
	NUMBER_CLASS_RANK,   /* 首位 = 1 位 */
	NUMBER_CLASS_GROWTH, /* 翻番 = 100 %, 两位数 = 10 % and more */
	NUMBER_CLASS_FALL,   /* 减半 = 50 %, to be taken as a fall */
	NUMBER_CLASS_SHARE,  /* 一半 = 50 % */
	NUMBER_CLASS_LEAD, /* 上, 数以: a lone scale behind it is a number */
	NUMBER_CLASS_MINUS, /* 负, 零下: a sign */
	NUMBER_CLASS_COUNT
};

enum unit_family {
	FAMILY_NONE,
	FAMILY_MONEY,
	FAMILY_AREA,
	FAMILY_LENGTH,
	FAMILY_MASS,
	FAMILY_VOLUME,
	FAMILY_ENERGY,
	FAMILY_POWER,
	FAMILY_ELECTRIC, /* volts and volt-amperes */
	FAMILY_TIME,	 /* a length of time: 年 个月 工作日 */
	FAMILY_DATE,	 /* a point in time: 月 号 时 */
	FAMILY_PEOPLE,
	FAMILY_COUNT,
	FAMILY_RATIO, /* % ‰ 倍 番 */
	FAMILY_POINT, /* 个百分点 个基点 */
	FAMILY_RANK,
	FAMILY_GRADE, /* 级; behind a scale (万亿级) it is no unit */
	FAMILY_TEMPERATURE,
	FAMILY_POLLUTION,
	FAMILY_DATA,
	FAMILY_SPEED,
	FAMILY_TRANSPORT, /* TEU, 吨公里 */
	FAMILY_INTENSITY, /* one unit per another: 元/人, 吨标煤/万元 */
	FAMILY_COUNT_OF	  /* how many families there are */
};

enum { NUMBER_FIRST_BITS = 1 << 13 };

struct number_rules {
	struct wordmap units; /* word -> index + 1 in unit */
	struct wordmap words; /* word -> index + 1 in word */
	/* A bit for each low part of a character that a word begins with. */
	uint8_t first[NUMBER_FIRST_BITS / 8];
	ARRAY_OF(struct unit_row) unit;
	ARRAY_OF(struct number_word) word;
};

struct unit_row {
	struct str word;
	struct str unit;       /* as a record shows it: 余 and scale removed */
	struct str base;       /* what it is compared in: 千克 for 斤 */
	struct decimal factor; /* times this, */
	struct decimal divisor; /* by this, is the value in `base` */
	enum unit_family family;
	struct str unless; /* 员|立: what must not follow the word; may be "" */
};

struct number_word {
	struct str word;
	struct decimal value;
	struct str unit;
	enum number_class cls;
	char bound; /* '=', '>', '<', '~' as in struct quantity */
	struct str unless;
};

struct number {
	uint32_t off, len; /* the number as written: scale, 余, 第, 负 in it */
	struct decimal value; /* scale multiplied in */
	uint32_t flags;	      /* enum number_flag */
	uint32_t unit_off;    /* where a unit may start (a blank skipped) */
	uint32_t word;	      /* index + 1 in rules->word, 0 = none */
};

struct unit {
	uint32_t off, len;    /* as written, inner scale included: 亿元 */
	struct str text;      /* the bare unit: 元, %, 个月; a slice of the
				 string or of the rules */
	struct str base;      /* to compare in; "" = the text itself */
	struct decimal scale; /* 10^8 for 亿元, 10 for 成, 1 mostly */
	struct decimal factor, divisor; /* of base, per bare unit */
	enum unit_family family;
	bool more; /* 个多月: a 多 or 余 is inside */
};

/* Number and unit as one value of a record. */
struct quantity {
	uint32_t off, len;    /* value_text */
	struct number number; /* number.value is the bare number; its scale is
				 in it, the unit's is not */
	bool has_unit;
	struct unit unit;     /* when has_unit */
	struct decimal value; /* in the bare unit, scales multiplied in */
	struct str unit_text; /* bare unit; "%", "位" or "" without one */
	char bound; /* '=' as stated, '>' with 余 多 几, '~' with 来, 三五;
		       '<' only from number words */
	bool at_least; /* 万亿级 */
	bool overflow; /* the value did not fit; value is 0 */
};

/* Reads both tables. The rules live in `a`. NULL with ERR_FORMAT (file and
 * line) when a table is broken. */
struct number_rules *number_rules_open(struct arena *a,
				       const struct assets *assets,
				       struct error *err);

/* A number that starts at byte `at` of a valid UTF-8 string. A lone Han digit
 * or scale counts only where a unit follows (两岸, 百姓 are none) or 第 stands
 * before. `at` must not be inside a number; number_next walks rightly. */
bool number_scan(const struct number_rules *rules, struct str s, size_t at,
		 struct number *out);
/* The first number that starts at or after byte `from`; go on from the end of
 * the one found. Words such as 统一, 十分 are stepped over. */
bool number_next(const struct number_rules *rules, struct str s, size_t from,
		 struct number *out);
/* The unit that starts at byte `at`: the longest word of the table, a scale
 * before it (亿元), another unit after a slash (元/人) or in brackets. */
bool unit_match(const struct number_rules *rules, struct str s, size_t at,
		struct unit *out);
/* Number and unit from byte `at`. */
bool quantity_scan(const struct number_rules *rules, struct str s, size_t at,
		   struct quantity *out);
/* The first quantity at or after `from`; go on from its end. */
bool quantity_next(const struct number_rules *rules, struct str s, size_t from,
		   struct quantity *out);

/* The far end of a range right behind `first` that has its 百分之 from it
 * (百分之四到五); nothing else tells that 五 is a number. */
bool quantity_range_end(const struct number_rules *rules, struct str s,
			const struct quantity *first, struct quantity *out);
/* Gives the low end of a range the unit and the scale of the high end, whose
 * number is `written`: 5—6亿元, 六百至七百万吨. False when it has its own. */
bool quantity_lend(struct quantity *low, const struct quantity *high,
		   struct str written);

/* Names as the tables write them: "money". */
const char *unit_family_name(enum unit_family family);
bool unit_family_of(struct str name, enum unit_family *out);
