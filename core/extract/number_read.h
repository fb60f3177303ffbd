#pragma once

#include "core/extract/number.h"

/*
 * The pieces of the number scanner: what single characters mean, and readers
 * for one stretch of Arabic or of Han digits. A reader moves `at` behind what
 * it read and sets flags; on false it leaves both alone. Each looks at a
 * bounded stretch unless it takes it.
 */
struct reader {
	const struct number_rules *rules;
	struct str s;
	size_t at;
	uint32_t flags;
};

/* The character at `at`, 0 at the end; *len its bytes. */
uint32_t reader_cp(const struct reader *r, size_t at, size_t *len);
/* The one before `at`, 0 at the start; *from where it begins. */
uint32_t reader_before(const struct reader *r, size_t at, size_t *from);
/* 0 to 9, or -1. */
int digit_arabic(uint32_t cp);
int digit_han(uint32_t cp);
/* 2 to 4 for 廿 卅 卌, else 0. */
int tens_han(uint32_t cp);
/* A digit, scale, sign or 第; words of the table aside. */
bool can_start_number(uint32_t cp);
/* The power of ten of a scale word, 0 when it is none: 十 百 千. */
int scale_small(uint32_t cp);
/* 万 亿 兆. */
int scale_big(uint32_t cp);
/* The flag of 余 多 来 几 behind digits, or 0. */
uint32_t more_flag(uint32_t cp);
bool is_vague(uint32_t cp); /* 几 数 */
bool is_point(uint32_t cp);
bool is_blank(uint32_t cp); /* not a line end */
bool is_latin(uint32_t cp); /* letters, full width as well */
bool is_minus(uint32_t cp);

/* The scale word at r->at that belongs to a number: not that of 千瓦, 兆瓦. */
int reader_scale(const struct reader *r, size_t at, size_t *len);
/* A unit starts at `at`, or behind a blank there. */
bool reader_has_unit(const struct reader *r, size_t at);
/* Behind one blank, when the blank is followed by something. */
size_t reader_skip_blank(const struct reader *r, size_t at);
/* The same; and behind line ends and invisible marks, where a page cut a
 * number from its unit. */
size_t reader_skip_break(const struct reader *r, size_t at);
/* Words of this class are no quantities. */
bool number_class_is_none(enum number_class cls);
/* Such a word starts at `at`. */
bool reader_is_none(const struct reader *r, size_t at);

/* Digits with commas and a point. *places tells the digits of the whole part
 * when there was no point or comma, else 0. */
bool read_arabic(struct reader *r, struct decimal *out, size_t *places);
/* Up to 9999, or digits by place, with a point. */
bool read_han(struct reader *r, struct decimal *out);

/* 三到五个, 两、三倍: a digit is a number when the far end of a range with a
 * unit follows at r->at. */
bool reader_opens_range(const struct reader *r, struct decimal low);

/* One of the words of a list parted by | stands at `at`. */
bool number_is_barred(struct str s, size_t at, struct str unless);
