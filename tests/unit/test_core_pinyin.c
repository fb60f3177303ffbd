/* core/base/pinyin: what typed letters find, and what they do not. */
#include <time.h>

#include "core/base/array.h"
#include "core/base/pinyin.h"

#include "tests/test.h"

static enum pinyin_fit fit(const char *typed, const char *text)
{
	struct pinyin k;

	if (!pinyin_read(&k, str_of(typed)))
		return PINYIN_NONE;
	return pinyin_match(&k, str_of(text));
}

static void texts_answer_to_letters(void **state)
{
	static const struct {
		const char *typed, *text;
		enum pinyin_fit want;
	} rows[] = {
		{"gdzctz", "固定资产投资", PINYIN_WHOLE},
		{"GDZCTZ", "固定资产投资", PINYIN_WHOLE},
		{"ｇｄｚｃｔｚ", "固定资产投资", PINYIN_WHOLE},
		{"gudingzichantouzi", "固定资产投资", PINYIN_WHOLE},
		{"gudingzichan", "固定资产投资", PINYIN_PREFIX},
		{"gdzichan", "固定资产投资", PINYIN_PREFIX},
		{"gudzc", "固定资产投资", PINYIN_PREFIX},
		{"gu'ding zi chan", "固定资产投资", PINYIN_PREFIX},
		{"gdzct", "固定资产投资", PINYIN_PREFIX},
		{"gudingzicha", "固定资产投资", PINYIN_PREFIX},
		{"gdzctou", "固定资产投资", PINYIN_PREFIX},
		{"gdzctzz", "固定资产投资", PINYIN_NONE},
		{"gdzcz", "固定资产投资", PINYIN_NONE},
		{"tz", "固定资产投资", PINYIN_INSIDE},
		{"zichan", "固定资产投资", PINYIN_INSIDE},
		{"zichanzi", "固定资产投资", PINYIN_NONE},
		/* half a syllable counts only at the end */
		{"gudinzi", "固定资产投资", PINYIN_NONE},
		{"固定zc", "固定资产投资", PINYIN_PREFIX},
		{"固定zctz", "固定資產投資", PINYIN_WHOLE},
		{"資產tz", "固定资产投资", PINYIN_INSIDE},
		/* every reading */
		{"cq", "重庆", PINYIN_WHOLE},
		{"zq", "重庆", PINYIN_WHOLE},
		{"zhongqing", "重庆", PINYIN_WHOLE},
		{"chongqing", "重庆", PINYIN_WHOLE},
		{"kj", "会计", PINYIN_WHOLE},
		{"hj", "会计", PINYIN_WHOLE},
		{"kuaiji", "會計", PINYIN_WHOLE},
		{"xm", "厦门", PINYIN_WHOLE},
		{"czsr", "财政收入", PINYIN_WHOLE},
		{"czcz", "城镇常住", PINYIN_WHOLE},
		/* initials of two letters */
		{"chzh", "城镇", PINYIN_WHOLE},
		{"chz", "城镇", PINYIN_WHOLE},
		{"chenz", "城镇", PINYIN_NONE},
		{"shwsr", "税务收入", PINYIN_WHOLE},
		/* syllables that may be parted in two ways */
		{"xian", "西安", PINYIN_WHOLE},
		{"xian", "先进", PINYIN_PREFIX},
		{"xi'an", "西安", PINYIN_WHOLE},
		{"xi'an", "先进", PINYIN_NONE},
		{"fangan", "方案", PINYIN_WHOLE},
		{"fang'an", "方案", PINYIN_WHOLE},
		/* ü */
		{"lvse", "绿色", PINYIN_WHOLE},
		{"lüse", "绿色", PINYIN_WHOLE},
		{"luse", "绿色", PINYIN_WHOLE},
		{"nvxing", "女性", PINYIN_WHOLE},
		{"celue", "策略", PINYIN_WHOLE},
		{"celve", "策略", PINYIN_WHOLE},
		{"lvcheng", "路程", PINYIN_NONE},
		/* letters, digits and signs in the text */
		{"5gjz", "5G基站", PINYIN_WHOLE},
		{"pm25", "PM2.5平均浓度", PINYIN_PREFIX},
		{"pm2.5nd", "PM2.5浓度", PINYIN_WHOLE},
		{"sgjf", "“三公”经费", PINYIN_WHOLE},
		{"rdjf", "R&D经费", PINYIN_WHOLE},
		{"gdp", "地区生产总值", PINYIN_NONE},
		{"gdp", "GDP", PINYIN_WHOLE},
		{"gd zc", "固定 资产", PINYIN_WHOLE},
		/* nothing to find */
		{"", "固定资产", PINYIN_NONE},
		{"'", "固定资产", PINYIN_NONE},
		{"固定", "固定资产", PINYIN_NONE},
		{"12", "12", PINYIN_NONE},
		{"gd", "", PINYIN_NONE},
		{"gd", "，。", PINYIN_NONE},
		{"gdzc", "固定，资产", PINYIN_NONE},
		{"gdzc", "固定（资产）", PINYIN_WHOLE},
		{"gd€", "固定", PINYIN_NONE},
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		enum pinyin_fit got = fit(rows[i].typed, rows[i].text);

		if (got != rows[i].want)
			fail_msg("%s in %s: got %d, want %d", rows[i].typed,
				 rows[i].text, (int)got, (int)rows[i].want);
	}
}

static void places_are_found(void **state)
{
	struct str text = STR("增加，固定资产投资；“固定”资产。固定，资产");
	struct pinyin k;
	size_t off, len;

	(void)state;
	assert_true(pinyin_read(&k, STR("gdzc")));
	assert_true(pinyin_find(&k, text, 0, &off, &len));
	assert_str(str_sub(text, off, off + len), "固定资产");
	assert_int_equal(off, strlen("增加，"));
	assert_true(pinyin_find(&k, text, off + len, &off, &len));
	assert_str(str_sub(text, off, off + len), "固定”资产");
	assert_false(pinyin_find(&k, text, off + len, &off, &len));
}

static void long_keys_are_refused(void **state)
{
	char typed[200];
	struct pinyin k;

	(void)state;
	for (size_t n = 0; n < sizeof(typed); n++) {
		memset(typed, 'a', n);
		if (pinyin_read(&k, str_n(typed, n)))
			assert_true(n > 0 && n <= PINYIN_MOST);
		assert_true(k.len <= PINYIN_MOST);
	}
	assert_false(pinyin_read(&k, str_n(typed, sizeof(typed) - 1)));
	/* broken UTF-8 is no key, and does no harm */
	assert_false(pinyin_read(&k, STR("gd\xe5\x9b")));
}

/* Letters that fit everywhere and never end: a megabyte of it. */
static void searching_is_linear(void **state)
{
	enum { CHARS = 300000 };
	char *text = malloc(CHARS * 3);
	clock_t start = clock();
	size_t off, len;
	struct pinyin k;

	(void)state;
	for (size_t i = 0; i < CHARS; i++)
		memcpy(text + 3 * i, "阿", 3);
	assert_true(pinyin_read(
		&k,
		STR("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaz")));
	assert_false(pinyin_find(&k, str_n(text, CHARS * 3), 0, &off, &len));
	assert_true((double)(clock() - start) / CLOCKS_PER_SEC < 20);
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(texts_answer_to_letters),
		cmocka_unit_test(places_are_found),
		cmocka_unit_test(long_keys_are_refused),
		cmocka_unit_test(searching_is_linear),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
