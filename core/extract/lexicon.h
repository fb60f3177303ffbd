#pragma once

#include <stdint.h>

#include "core/assets.h"
#include "core/base/array.h"
#include "core/base/error.h"
#include "core/base/wordmap.h"

/*
 * The words that the extractor knows, from assets/lexicon (the files of
 * LEXICON_FILES). A word belongs to one or more classes; `arg` is a number
 * that its class gives a meaning (the quarter of 一季度). The classes are named
 * in the tables as in lexicon_class_name. Built once, then only read.
 */
// clang-format off
#define LEXICON_CLASSES(X) \
	X(GE_BEFORE, "ge-before")	/* 超过, before a value: >= */ \
	X(LE_BEFORE, "le-before")	/* 不超过: <= */ \
	X(ABOUT_BEFORE, "about-before")	/* 约: ~ */ \
	X(GE_AFTER, "ge-after")		/* 以上 */ \
	X(LE_AFTER, "le-after")		/* 以内 */ \
	X(ABOUT_AFTER, "about-after")	/* 左右 */ \
	X(REACH, "reach")		/* 达到: the value of what stands before */ \
	X(TO, "to")			/* 至: 增加到, 降至 */ \
	X(FROM, "from")			/* 从, 由 */ \
	X(UP, "up")			/* 增长 */ \
	X(DOWN, "down")			/* 下降 */ \
	X(RATE, "rate")			/* 增幅, a noun that means growth; arg -1: a fall */ \
	X(NEW, "new")			/* 新增: an amount added */ \
	X(RANK, "rank")			/* 居, 排名: a place follows */ \
	X(DROP, "drop")			/* 实现: verb that is no part of a name */ \
	X(CUT, "cut")			/* 带动: what stands before is no part of it */ \
	X(KEEP, "keep")			/* 建成: verb that changes what is counted */ \
	X(BENEFIT, "benefit")		/* 惠及: whom what was named before serves */ \
	X(WIN, "win")			/* 入选: its object says what is counted */ \
	X(ADVERB, "adverb")		/* 成功, 共: no part of a name */ \
	X(PREP, "prep")			/* 为, 向, 对 before a noun */ \
	X(ETC, "etc")			/* 等 */ \
	X(AND, "and")			/* 和, 与, 及 */ \
	X(SHARE, "share")		/* 分别 */ \
	X(ALL, "all")			/* 均 */ \
	X(AMONG, "among")		/* 其中 */ \
	X(PER, "per")			/* 每 */ \
	X(OF, "of")			/* 的 */ \
	X(GRADE, "grade")		/* 国家级: holds for the rest of a list */ \
	X(MODIFIER, "modifier")		/* 城镇: lacks its head in 城镇和农村收入 */ \
	X(HEAD, "head")			/* 总额, 比重: ends the name of a measure */ \
	X(GENERIC, "generic")		/* 总量: a measure of what was named before */ \
	X(SELF, "self")			/* 全市, 我省: the reporting region */ \
	X(FIELD, "field")		/* 全国: a field of comparison */ \
	X(BODY, "body")			/* 街道, 镇: ends the name of a place or body */ \
	X(TOWNSHIP, "township")		/* 镇: ends the name of a part of the region */ \
	X(TIME, "time")			/* a time word without a meaning here; arg 1: 开好局, the beginning of a plan */ \
	X(LAST_YEAR, "last-year")	/* 去年; arg 1: 过去一年, which is told of */ \
	X(THIS_YEAR, "this-year")	/* 今年; arg: 本世纪末, a year to come */ \
	X(NEXT_YEAR, "next-year")	/* 明年 */ \
	X(HALF, "half")			/* 上半年: arg 1 or 2 */ \
	X(QUARTER, "quarter")		/* 一季度: arg 1 to 4 */ \
	X(SPAN, "span")			/* 五年来: arg years; 0 the span in force */ \
	X(SINCE, "since")		/* 以来, 至今: from the year named to now */ \
	X(YEARLY, "yearly")		/* 年均: a value of each year of a span */ \
	X(FIVE_YEAR, "five-year")	/* 十四五: arg the first year */ \
	X(BASE, "base")			/* 比上年, 同比: what growth is against */ \
	X(PLAN, "plan")			/* 力争: a promise */ \
	X(DONE, "done")			/* 已经: a fact */ \
	X(PAST, "past")			/* 已经: done even where plans are told */ \
	X(SET, "set")			/* 下达的目标: a target set before */ \
	X(EXPECTED, "expected")		/* 预计: no fact yet; arg 2: a first reckoning */ \
	X(NUMBERED, "numbered")		/* 一号, 一批: its number is no quantity */ \
	X(CAMPAIGN, "campaign")		/* 行动, 工程: 三年行动 is a name */ \
	X(VERSUS, "versus")		/* 比: what comes behind is compared with */ \
	X(GENERIC_UNIT, "generic-unit")	/* 个: counts anything */ \
	X(ABSTRACT, "abstract")		/* 目标: what has a value is not it */ \
	X(FIGURE, "figure")		/* 文章: what is counted in speech only */ \
	X(NAME_UNIT, "unit-of-name")	/* 届: a unit that numbers names */ \
	X(GOAL, "goal")			/* 保, 争: 保7争6 */ \
	X(HOLD, "hold")			/* 连续: a time it held */ \
	X(DIVIDE, "divide")		/* of a hundred: 占 */ \
	X(PLAIN, "plain")		/* a word that only hides others in it */
// clang-format on

enum lexicon_class {
#define X(id, name) CLASS_##id,
	LEXICON_CLASSES(X)
#undef X
		CLASS_COUNT
};

typedef uint64_t class_bits;
#define BIT(class) ((class_bits)1 << CLASS_##class)

struct lexicon_word {
	class_bits classes;
	int arg;
};

struct lexicon {
	struct wordmap map; /* value: index into words + 1 */
	ARRAY_OF(struct lexicon_word) words;
};

/* The tables, by their names among the assets; NULL ends the list. */
extern const char *const LEXICON_FILES[];

/* Reads the tables. ERR_FORMAT names file and line: an unknown class, a word
 * twice in a class, an empty cell. */
bool lexicon_load(struct lexicon *lex, struct arena *a,
		  const struct assets *assets, struct error *err);
const char *lexicon_class_name(enum lexicon_class class);
/* The longest word at byte `at` of `s`, or NULL; its bytes in *len. */
const struct lexicon_word *lexicon_match(const struct lexicon *lex,
					 struct str s, size_t at, size_t *len);
