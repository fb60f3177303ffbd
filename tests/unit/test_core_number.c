/* core/extract/number: what the scanner makes of single numbers, how it walks
 * over texts, and how far it agrees with annotated reports. */
#include <stdio.h>
#include <time.h>

#include "core/base/utf8.h"
#include "core/extract/number.h"

#include "tests/test.h"

#define HAN	     NUMBER_HAN
#define MORE	     NUMBER_MORE
#define APPROX	     NUMBER_APPROX
#define PERCENT	     NUMBER_PERCENT
#define PERMILLE     NUMBER_PERMILLE
#define FRACTION     NUMBER_FRACTION
#define ORDINAL	     NUMBER_ORDINAL
#define SPACED	     NUMBER_SPACED
#define DIGITS	     NUMBER_DIGITS
#define BARE	     NUMBER_BARE
#define VAGUE	     NUMBER_VAGUE
#define SCALED	     NUMBER_SCALED
#define NEGATIVE     NUMBER_NEGATIVE
#define CODE	     NUMBER_CODE
#define HUGE_N	     NUMBER_HUGE
#define WORD	     NUMBER_WORD
#define AFTER_LATIN  NUMBER_AFTER_LATIN
#define BEFORE_LATIN NUMBER_BEFORE_LATIN
#define MIDDOT	     NUMBER_MIDDOT
#define HALF	     NUMBER_HALF

/* The first quantity of a text: value_text, value, unit, bound, flags; none
 * where value_text is NULL. */
// clang-format off
static const struct row {
	const char *text, *span, *value, *unit;
	char bound;
	uint32_t flags;
} rows[] = {
	{"超过百分之零点九", "百分之零点九", "0.9", "%", '=', HAN | PERCENT},
	{"负3.9%", "负3.9%", "-3.9", "%", '=', NEGATIVE},
	{"提高20个百分点", "20个百分点", "20", "个百分点", '=', 0},
	{"500多亿", "500多亿", "50000000000", "", '>', MORE | SCALED},
	{"三十万多亿", "三十万多亿", "30000000000000", "", '>', HAN | MORE | SCALED},
	{"1,100万", "1,100万", "11000000", "", '=', SCALED},
	{"47.264287亿元", "47.264287亿元", "4726428700", "元", '=', SCALED},
	{"3541.07万元2", "3541.07万元", "35410700", "元", '=', SCALED},
	{"小于40万", "40万", "400000", "", '=', SCALED},
	{"一百二十三万", "一百二十三万", "1230000", "", '=', HAN | SCALED},
	{"两千", "两千", "2000", "", '=', HAN},
	{"廿五个", "廿五个", "25", "个", '=', HAN},
	{"卅人", "卅人", "30", "人", '=', HAN},
	{"二〇二二年", "二〇二二年", "2022", "年", '=', HAN | DIGITS},
	{"一九五四年", "一九五四年", "1954", "年", '=', HAN | DIGITS},
	{"两成", "两成", "20", "%", '=', HAN},
	{"两成五以上", "两成五", "25", "%", '=', HAN},
	{"百分之零点九", "百分之零点九", "0.9", "%", '=', HAN | PERCENT},
	{"千分之五", "千分之五", "5", "‰", '=', HAN | PERMILLE},
	{"万分之三", "万分之三", "0.03", "%", '=', HAN | PERCENT | FRACTION},
	{"数十家", "数十家", "10", "家", '>', HAN | VAGUE},
	{"几十个", "几十个", "10", "个", '>', HAN | VAGUE},
	{"4.7万余名", "4.7万余名", "47000", "名", '>', MORE | SCALED},
	{"1.2万亿元", "1.2万亿元", "1200000000000", "元", '=', SCALED},
	{"3000多万人", "3000多万人", "30000000", "人", '>', MORE | SCALED},
	{"十余个", "十余个", "10", "个", '>', HAN | MORE},
	{"1/6。", "1/6", "16.667", "%", '=', PERCENT | FRACTION},
	{"2019/7/1", "2019/7/1", "0", "", '=', CODE},
	{"1 9 9 8 年", "1 9 9 8 年", "1998", "年", '=', SPACED},
	{"1 7. 5万人", "1 7. 5万人", "175000", "人", '=', SPACED | SCALED},
	{"1 7 ．5 万人", "1 7 ．5 万人", "175000", "人", '=', SPACED | SCALED},
	{"1 0 ．0 6 ‰", "1 0 ．0 6 ‰", "10.06", "‰", '=', SPACED},
	{"７．８％", "７．８％", "7.8", "%", '=', 0},
	{"１，０１１，０３８，０００元", "１，０１１，０３８，０００元", "1011038000", "元", '=', 0},
	{"25·7%", "25·7%", "25.7", "%", '=', MIDDOT},
	{"八点二亿", "八点二亿", "820000000", "", '=', HAN | SCALED},
	{"三亿五千万", "三亿五千万", "350000000", "", '=', HAN | SCALED},
	{"一万二千亿元", "一万二千亿元", "1200000000000", "元", '=', HAN | SCALED},
	{"1亿3千万", "1亿3千万", "130000000", "", '=', SCALED},
	{"13亿5000多万人", "13亿5000多万人", "1350000000", "人", '>', MORE | SCALED},
	{"1万2000元", "1万2000元", "12000", "元", '=', SCALED},
	{"三万五斤", "三万五斤", "35000", "斤", '=', HAN | SCALED},
	{"百分之五点三", "百分之五点三", "5.3", "%", '=', HAN | PERCENT},
	{"百分之八·二", "百分之八·二", "8.2", "%", '=', HAN | PERCENT | MIDDOT},
	{"百分之一百二十", "百分之一百二十", "120", "%", '=', HAN | PERCENT},
	{"百分之百", "百分之百", "100", "%", '=', HAN | PERCENT},
	{"十分之一", "十分之一", "10", "%", '=', HAN | PERCENT | FRACTION},
	{"十分重要", NULL, "", "", 0, 0},
	{"三点：一是抓", NULL, "", "", 0, 0},
	{"下午三点五十分", "五十分", "50", "分", '=', HAN},
	{"八点半", NULL, "", "", 0, 0},
	{"半年", "半年", "0.5", "年", '=', HAN | HALF},
	{"上半年", NULL, "", "", 0, 0},
	{"半个月", "半个月", "0.5", "个月", '=', HAN | HALF},
	{"一个半小时", "一个半小时", "1.5", "小时", '=', HAN},
	{"两年半", "两年半", "2.5", "年", '=', HAN},
	{"三个多月", "三个多月", "3", "个月", '>', HAN},
	{"15.6万套（间）", "15.6万套（间）", "156000", "套（间）", '=', SCALED},
	{"10531套(间)", "10531套(间)", "10531", "套(间)", '=', 0},
	{"30万元/人", "30万元/人", "300000", "元/人", '=', SCALED},
	{"0.5吨标煤/万元", "0.5吨标煤/万元", "0.5", "吨标煤/万元", '=', 0},
	{"3500吨标准煤/万元", "3500吨标准煤/万元", "3500", "吨标准煤/万元", '=', 0},
	{"25微克／立方米", "25微克／立方米", "25", "微克／立方米", '=', 0},
	{"亿元以上", "亿元", "100000000", "元", '=', HAN | BARE | SCALED},
	{"万元GDP能耗", "万元", "10000", "元", '=', HAN | BARE | SCALED},
	{"百个", "百个", "100", "个", '=', HAN | BARE},
	{"近百个", "百个", "100", "个", '=', HAN | BARE},
	{"百姓", NULL, "", "", 0, 0},
	{"上亿市场主体", "亿", "100000000", "", '=', HAN | BARE | SCALED},
	{"数以亿计", "亿", "100000000", "", '=', HAN | BARE | SCALED},
	{"一批重大", "一批", "1", "批", '=', HAN},
	{"一系列", NULL, "", "", 0, 0},
	{"第一批", "第一批", "1", "批", '=', HAN | ORDINAL},
	{"第十二届", "第十二届", "12", "届", '=', HAN | ORDINAL},
	{"第一名", "第一名", "1", "位", '=', HAN | ORDINAL},
	{"第 3 位", "第 3 位", "3", "位", '=', ORDINAL},
	{"第一产业", "第一", "1", "位", '=', HAN | ORDINAL},
	{"PM2.5浓度", "2.5", "2.5", "", '=', AFTER_LATIN},
	{"5G基站", "5", "5", "", '=', BEFORE_LATIN},
	{"S309公里", "309公里", "309", "公里", '=', AFTER_LATIN},
	{"GDP1170.1亿元", "1170.1亿元", "117010000000", "元", '=', SCALED | AFTER_LATIN},
	{"5km", "5km", "5", "km", '=', 0},
	{"每100公里/小时", "100公里/小时", "100", "公里/小时", '=', 0},
	{"10月-12月", "10月", "10", "月", '=', 0},
	{"2018-2022年", "2018", "2018", "", '=', 0},
	{"5%-10%", "5%", "5", "%", '=', 0},
	{"下降-3.9%", "-3.9%", "-3.9", "%", '=', NEGATIVE},
	{"为-3.9%", "-3.9%", "-3.9", "%", '=', NEGATIVE},
	{"-5℃", "-5℃", "-5", "℃", '=', NEGATIVE},
	{"零下20度", "零下20度", "-20", "度", '=', NEGATIVE},
	{"正负5%", "5%", "5", "%", '=', 0},
	{"三三五五", NULL, "", "", 0, 0},
	{"三五个", "三五个", "3", "个", '~', HAN | APPROX},
	{"七八十人", "七八十人", "70", "人", '~', HAN | APPROX},
	{"二三百万", "二三百万", "2000000", "", '~', HAN | APPROX | SCALED},
	{"二十五六岁", "二十五六岁", "25", "岁", '~', HAN | APPROX},
	{"十几亿元", "十几亿元", "1000000000", "元", '>', HAN | MORE | SCALED},
	{"二百几十个", "二百几十个", "200", "个", '>', HAN | MORE},
	{"一百多万吨", "一百多万吨", "1000000", "吨", '>', HAN | MORE | SCALED},
	{"十来个", "十来个", "10", "个", '~', HAN | APPROX},
	{"百余家", "百余家", "100", "家", '>', HAN | MORE | BARE},
	{"千余户", "千余户", "1000", "户", '>', HAN | MORE | BARE},
	{"5兆瓦", "5兆瓦", "5", "兆瓦", '=', 0},
	{"3千瓦", "3千瓦", "3", "千瓦", '=', 0},
	{"2千克", "2千克", "2", "千克", '=', 0},
	{"3千万", "3千万", "30000000", "", '=', SCALED},
	{"300兆瓦时", "300兆瓦时", "300", "兆瓦时", '=', 0},
	{"3.2024年全区", "3", "3", "", '=', 0},
	{"1.2.3节", "1.2.3", "0", "", '=', CODE},
	{"1000多名", "1000多名", "1000", "名", '>', MORE},
	{"翻两番", "两番", "2", "番", '=', HAN},
	{"翻一番", "翻一番", "100", "%", '=', HAN | WORD},
	{"一番", NULL, "", "", 0, 0},
	{"首位度", NULL, "", "", 0, 0},
	{"首位", "首位", "1", "位", '=', HAN | WORD},
	{"一半以上", "一半", "50", "%", '=', HAN | WORD},
	{"两位数增长", "两位数", "10", "%", '>', HAN | WORD},
	{"三次产业", NULL, "", "", 0, 0},
	{"5000个体工商户", "5000", "5000", "", '=', 0},
	{"50万纳税人", "50万", "500000", "", '=', SCALED},
	{"七十多亿斤", "七十多亿斤", "7000000000", "斤", '>', HAN | MORE | SCALED},
	{"１９５７年", "１９５７年", "1957", "年", '=', 0},
	{"6 8 7 万人", "6 8 7 万人", "6870000", "人", '=', SPACED | SCALED},
	{"增长5，300家", "5，300家", "5300", "家", '=', 0},
	{"1，000多人", "1，000多人", "1000", "人", '>', MORE},
	{"10，531套", "10，531套", "10531", "套", '=', 0},
	{"2万亿", "2万亿", "2000000000000", "", '=', SCALED},
	{"20万亿级", "20万亿", "20000000000000", "", '>', SCALED},
	{"一带一路", NULL, "", "", 0, 0},
	{"二十国集团", "二十", "20", "", '=', HAN},
	{"九五期间", NULL, "", "", 0, 0},
	{"三农", NULL, "", "", 0, 0},
	{"两会", NULL, "", "", 0, 0},
	{"两个", "两个", "2", "个", '=', HAN},
	{"两岸", NULL, "", "", 0, 0},
	{"四川", NULL, "", "", 0, 0},
	{"八六年", "八六年", "86", "年", '=', HAN | DIGITS},
	{"五四运动", NULL, "", "", 0, 0},
	{"12·5规划", "12·5", "12.5", "", '=', MIDDOT},
	{"六亿", "六亿", "600000000", "", '=', HAN | SCALED},
	{"30立方米/秒", "30立方米/秒", "30", "立方米/秒", '=', 0},
	{"二氧化碳", NULL, "", "", 0, 0},
	{"12345热线", "12345", "12345", "", '=', 0},
	{"1比1.5", "1", "1", "", '=', 0},
	{"3+5", "3", "3", "", '=', 0},
	{"两个半小时", "两个半小时", "2.5", "小时", '=', HAN},
	{"一年多", "一年", "1", "年", '=', HAN},
	{"一倍多", "一倍", "1", "倍", '=', HAN},
	{"1倍", "1倍", "1", "倍", '=', 0},
	{"1.5倍", "1.5倍", "1.5", "倍", '=', 0},
	{"三分之二以上", "三分之二", "66.667", "%", '=', HAN | PERCENT | FRACTION},
	{"2/3。", "2/3", "66.667", "%", '=', PERCENT | FRACTION},
	{"二十二萬零四百六十六個鄉", "二十二萬零四百六十六個", "220466", "個", '=', HAN | SCALED},
	{"十亿零七千万亩", "十亿零七千万亩", "1070000000", "亩", '=', HAN | SCALED},
	{"四百十二万吨", "四百十二万吨", "4120000", "吨", '=', HAN | SCALED},
	{"一百十八个", "一百十八个", "118", "个", '=', HAN},
	{"三百八十四点九八斤", "三百八十四点九八斤", "384.98", "斤", '=', HAN},
	{"零三个月", "三个月", "3", "个月", '=', HAN},
	{"六倍半", "六倍半", "6.5", "倍", '=', HAN},
	{"2026-02-09", "2026-02-09", "0", "", '=', CODE},
	{"09:02:33", "09:02:33", "0", "", '=', CODE},
	{"零增长", NULL, "", "", 0, 0},
	{"零点五公里", "零点五公里", "0.5", "公里", '=', HAN | DIGITS},
	{"6部门", "6部门", "6", "部门", '=', 0},
	{"一亿一千多万农户", "一亿一千多万", "110000000", "", '>', HAN | MORE | SCALED},
	{"一万万元", "一万万元", "100000000", "元", '=', HAN | SCALED},
	{"三成", "三成", "30", "%", '=', HAN},
	{"近九成", "九成", "90", "%", '=', HAN},
	{"成立三周年", "三周年", "3", "周年", '=', HAN},
	{"成千成万", NULL, "", "", 0, 0},
	{"５，３１０万人", "５，３１０万人", "53100000", "人", '=', SCALED},
	{"３６．５％", "３６．５％", "36.5", "%", '=', 0},
	{"4.7万公顷", "4.7万公顷", "47000", "公顷", '=', SCALED},
	{"10余万户", "10余万户", "100000", "户", '>', MORE | SCALED},
	{"几百亿元", "几百亿元", "10000000000", "元", '>', HAN | VAGUE | SCALED},
	{"数百万人", "数百万人", "1000000", "人", '>', HAN | VAGUE | SCALED},
	{"300 多个", "300 多个", "300", "个", '>', MORE},
	{"2022 年", "2022 年", "2022", "年", '=', 0},
	{"25 %", "25 %", "25", "%", '=', 0},
	{"3 5 8", "3", "3", "", '=', 0},
	{"1,1000", "1", "1", "", '=', 0},
	{"12,345,678元", "12,345,678元", "12345678", "元", '=', 0},
	{"0.005毫米", "0.005毫米", "0.005", "毫米", '=', 0},
	{"-3度", "-3度", "-3", "度", '=', NEGATIVE},
	{"A-5", "5", "5", "", '=', 0},
	{"第二十次", "第二十次", "20", "次", '=', HAN | ORDINAL},
	{"第 1 2 条", "第 1 2 条", "12", "条", '=', ORDINAL | SPACED},
	{"一百零五项", "一百零五项", "105", "项", '=', HAN},
	{"一百〇五项", "一百〇五项", "105", "项", '=', HAN},
	{"三千五百六十七万", "三千五百六十七万", "35670000", "", '=', HAN | SCALED},
	{"千分之三点五", "千分之三点五", "3.5", "‰", '=', HAN | PERMILLE},
	{"百分之三十几", "百分之三十几", "30", "%", '>', HAN | MORE | PERCENT},
	{"十二分之五", "十二分之五", "41.667", "%", '=', HAN | PERCENT | FRACTION},
	{"四分之三的项目", "四分之三", "75", "%", '=', HAN | PERCENT | FRACTION},
	{"负百分之二", "负百分之二", "-2", "%", '=', HAN | PERCENT | NEGATIVE},
	{"正负3毫米", "3毫米", "3", "毫米", '=', 0},
	{"半导体", NULL, "", "", 0, 0},
	{"半小时", "半小时", "0.5", "小时", '=', HAN | HALF},
	{"两个半月", "两个半月", "2.5", "个月", '=', HAN},
	{"三百二十五亿斤", "三百二十五亿斤", "32500000000", "斤", '=', HAN | SCALED},
	{"6 000", "6", "6", "", '=', 0},
	{"1 1 3 4 4 公里", "1 1 3 4 4 公里", "11344", "公里", '=', SPACED},
	{"7·5万", "7·5万", "75000", "", '=', SCALED | MIDDOT},
	{"九·一八", NULL, "", "", 0, 0},
	{"100米", "100米", "100", "米", '=', 0},
	{"500MW", "500MW", "500", "MW", '=', 0},
	{"3TEU", "3TEU", "3", "TEU", '=', 0},
	{"2万标箱", "2万标箱", "20000", "标箱", '=', SCALED},
	{"6000箱次", "6000箱", "6000", "箱", '=', 0},
	{"80.2岁", "80.2岁", "80.2", "岁", '=', 0},
	{"14亿人口", "14亿", "1400000000", "", '=', SCALED},
	{"3000人才", "3000", "3000", "", '=', 0},
	{"10个多百分点", "10个多百分点", "10", "个百分点", '>', 0},
	{"4.1个工作日", "4.1个工作日", "4.1", "个工作日", '=', 0},
	{"30ppm", "30ppm", "30", "ppm", '=', 0},
	{"120微克/立方米", "120微克/立方米", "120", "微克/立方米", '=', 0},
	{"600立方米/万元", "600立方米/万元", "600", "立方米/万元", '=', 0},
	{"第4位", "第4位", "4", "位", '=', ORDINAL},
	{"第十届", "第十届", "10", "届", '=', HAN | ORDINAL},
	{"百年老店", NULL, "", "", 0, 0},
	{"百年大计", NULL, "", "", 0, 0},
	{"千家万户", NULL, "", "", 0, 0},
	{"千家企业", "千家", "1000", "家", '=', HAN | BARE},
	{"万人次", "万人次", "10000", "人次", '=', HAN | BARE | SCALED},
	{"过百亿元", "百亿元", "10000000000", "元", '=', HAN | BARE | SCALED},
	{"超千亿", "千亿", "100000000000", "", '=', HAN | BARE | SCALED},
	{"一点二倍", "一点二倍", "1.2", "倍", '=', HAN},
	{"翻了一番", "翻了一番", "100", "%", '=', HAN | WORD},
	{"减半", "减半", "50", "%", '=', HAN | WORD},
	{"半数以上", "半数", "50", "%", '=', HAN | WORD},
	{"过半", "过半", "50", "%", '>', HAN | WORD},
	{"居榜首", "榜首", "1", "位", '=', HAN | WORD},
	{"增长翻倍", "翻倍", "100", "%", '=', HAN | WORD},
	{"2.5 : 1", "2.5", "2.5", "", '=', 0},
	{"1.68∶1", "1.68", "1.68", "", '=', 0},
	{"7×24小时", "7", "7", "", '=', 0},
	{"81890", "81890", "81890", "", '=', 0},
	{"S3线", "3", "3", "", '=', AFTER_LATIN},
	{"(3)", "3", "3", "", '=', 0},
	{"①", NULL, "", "", 0, 0},
	{"三位院士", "三位", "3", "位", '=', HAN},
	{"两位数", "两位数", "10", "%", '>', HAN | WORD},
	{"四", NULL, "", "", 0, 0},
	{"统一个", NULL, "", "", 0, 0},
	{"唯一一个", "一个", "1", "个", '=', HAN},
	{"进一步", NULL, "", "", 0, 0},
	{"三是2个", "2个", "2", "个", '=', 0},
	{"十多亿元", "十多亿元", "1000000000", "元", '>', HAN | MORE | SCALED},
	{"百分之一百零五点五", "百分之一百零五点五", "105.5", "%", '=', HAN | PERCENT},
	{"壹仟元", "壹仟元", "1000", "元", '=', HAN},
	{"兩個", "兩個", "2", "個", '=', HAN},
	{"１９５４年", "１９５４年", "1954", "年", '=', 0},
	{"二○○八年", "二○○八年", "2008", "年", '=', HAN | DIGITS},
	{"3亿5千万", "3亿5千万", "350000000", "", '=', SCALED},
	{"99999999999999999999999", "99999999999999999999999", "0", "", '=', HUGE_N},
	{"0.1234567890123456789012345678901234567890123", "0.1234567890123456789012345678901234567890123", "0", "", '=', HUGE_N},
	{"一二三四五六七八九一二三四五六七八九一二三", "一二三四五六七八九一二三四五六七八九一二三", "0", "", '=', HAN | DIGITS | HUGE_N},
};
// clang-format on

static struct arena arena;
static struct number_rules *rules;

static int open_rules(void **state)
{
	struct error err;

	(void)state;
	error_clear(&err);
	rules = number_rules_open(&arena, &ASSETS_BUILTIN, &err);
	if (!rules)
		print_error("%s %s %s\n", err.msgid, err.args[0], err.args[2]);
	return rules ? 0 : -1;
}

static int close_rules(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static bool row_holds(const struct row *row)
{
	struct str s = str_of(row->text);
	struct quantity q;
	char value[DECIMAL_TEXT];

	if (!quantity_next(rules, s, 0, &q)) {
		if (row->span)
			print_error("«%s»: nothing found\n", row->text);
		return !row->span;
	}
	decimal_text(q.value, value);
	if (row->span && str_is(str_n(s.p + q.off, q.len), row->span) &&
	    strcmp(value, row->value) == 0 && str_is(q.unit_text, row->unit) &&
	    q.bound == row->bound && q.number.flags == row->flags)
		return true;
	print_error("«%s»: «%.*s» %s «%.*s» %c %x\n", row->text, (int)q.len,
		    s.p + q.off, value, (int)q.unit_text.len, q.unit_text.p,
		    q.bound, q.number.flags);
	return false;
}

static void table(void **state)
{
	int bad = 0;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		bad += !row_holds(&rows[i]);
	assert_int_equal(bad, 0);
}

/* All value_texts of a text, joined by a blank. */
static void assert_walk(const char *text, const char *want)
{
	struct str s = str_of(text);
	struct quantity q;
	char got[512] = "";
	size_t at = 0, n = 0;

	while (quantity_next(rules, s, at, &q)) {
		n += (size_t)snprintf(got + n, sizeof(got) - n, "%s%.*s",
				      n ? " " : "", (int)q.len, s.p + q.off);
		at = q.off + q.len;
	}
	assert_string_equal(got, want);
}

static void walks(void **state)
{
	(void)state;
	assert_walk("投资增长7.5%，其中工业投资120.3亿元、增长1.1个百分点",
		    "7.5% 120.3亿元 1.1个百分点");
	assert_walk("10月-12月，2018-2022年，5%-10%",
		    "10月 12月 2018 2022年 5% 10%");
	assert_walk("统一规划，十分重要，两岸三地，四川九江", "");
	assert_walk("建成三个园区、二十余座桥梁，改造半数以上",
		    "三个 二十余座 半数");
	assert_walk("由1 2 ．5 ％提高到1 3 ％", "1 2 ．5 ％ 1 3 ％");
	assert_walk("2026-02-09 09:02:33", "2026-02-09 09:02:33");
	assert_walk("一是抓好十件实事；二是新增5000个学位", "十件 5000个");
	assert_walk("满意度97.2分，PM2.5浓度25微克/立方米",
		    "97.2分 2.5 25微克/立方米");
}

static void units(void **state)
{
	struct unit u;

	(void)state;
	assert_true(unit_match(rules, STR("亿元）"), 0, &u));
	assert_str(u.text, "元");
	assert_int_equal(u.family, FAMILY_MONEY);
	assert_true(decimal_eq(u.scale, (struct decimal){1, 8}));
	assert_true(unit_match(rules, STR("亿千瓦时"), 0, &u));
	assert_str(u.text, "千瓦时");
	assert_true(unit_match(rules, STR("万吨标准煤"), 0, &u));
	assert_str(u.text, "吨标准煤");
	assert_str(u.base, "千克标准煤");
	assert_true(decimal_eq(u.factor, (struct decimal){1, 3}));
	assert_true(unit_match(rules, STR("千瓦"), 0, &u));
	assert_str(u.text, "千瓦");
	assert_int_equal(u.family, FAMILY_POWER);
	assert_true(unit_match(rules, STR("吨标准煤／万元"), 0, &u));
	assert_str(u.text, "吨标准煤／万元");
	assert_int_equal(u.family, FAMILY_INTENSITY);
	assert_true(unit_match(rules, STR("套(间)，"), 0, &u));
	assert_str(u.text, "套(间)");
	assert_true(unit_match(rules, STR("个多月"), 0, &u));
	assert_str(u.text, "个月");
	assert_true(u.more);
	assert_true(unit_match(rules, STR("亩"), 0, &u));
	assert_str(u.base, "平方米");
	assert_true(decimal_eq(u.divisor, decimal_int(3)));
	assert_false(unit_match(rules, STR("成立"), 0, &u));
	assert_false(unit_match(rules, STR("kmx"), 0, &u));
	assert_false(unit_match(rules, STR("，"), 0, &u));
	assert_false(unit_match(rules, STR(""), 0, &u));
}

static void open_with(const char *name, const char *text, const char *want)
{
	struct asset items[2];
	struct assets assets = {items, 2};
	struct error err;
	struct arena a = {0};

	items[0] = (struct asset){
		"lexicon/units.tsv",
		assets_get(&ASSETS_BUILTIN, "lexicon/units.tsv")};
	items[1] = (struct asset){
		"lexicon/number-words.tsv",
		assets_get(&ASSETS_BUILTIN, "lexicon/number-words.tsv")};
	for (size_t i = 0; i < 2; i++)
		if (strcmp(items[i].name, name) == 0)
			items[i].bytes = str_of(text);
	error_clear(&err);
	assert_null(number_rules_open(&a, &assets, &err));
	assert_int_equal(err.code, ERR_FORMAT);
	assert_string_equal(err.args[0], name);
	assert_string_equal(err.args[1], want);
	arena_release(&a);
}

static void tables_are_checked(void **state)
{
	static const char *const file = "lexicon/units.tsv";
	static const char *const words = "lexicon/number-words.tsv";

	(void)state;
#define UNITS "word\tunit\tbase\tfactor\tfamily\tunless\tnote\n"
#define WORDS "word\tclass\tvalue\tunit\tbound\tunless\tnote\n"
	open_with(file, "", "1");
	open_with(file, "word\tunit\n", "1");
	open_with(file,
		  UNITS
		  "元\t元\t元\t1\tmoney\t\tx\n元\t元\t元\t1\tmoney\t\tx\n",
		  "3");
	open_with(file, UNITS "元\t元\t元\t1\tgold\t\tx\n", "2");
	open_with(file, UNITS "元\t元\t元\tone\tmoney\t\tx\n", "2");
	open_with(file, UNITS "元\t元\t元\t0\tmoney\t\tx\n", "2");
	open_with(file, UNITS "元\t\t元\t1\tmoney\t\tx\n", "2");
	open_with(file, UNITS "元\t元\t元\t1\tmoney\t\t\n", "2");
	open_with(words, WORDS "首位\trank\tx\t位\t=\t\tx\n", "2");
	open_with(words, WORDS "首位\tplace\t1\t位\t=\t\tx\n", "2");
	open_with(words, WORDS "首位\trank\t1\t位\t?\t\tx\n", "2");
	open_with(words, WORDS "十分\tnone\t1\t-\t-\t\tx\n", "2");
}

static void tables_are_large(void **state)
{
	(void)state;
	assert_true(rules->unit.n >= 300);
	assert_true(rules->word.n >= 100);
}

static void assert_linear(const char *piece, size_t n)
{
	struct buf b;
	struct arena a = {0};
	struct quantity q;
	size_t at = 0;
	clock_t start;

	buf_init(&b, &a);
	for (size_t i = 0; i < n; i++)
		buf_addz(&b, piece);
	start = clock();
	while (quantity_next(rules, buf_str(&b), at, &q)) {
		assert_true(q.off >= at && q.len > 0);
		at = q.off + q.len;
		assert_true(at <= b.len);
	}
	/* 50,000 characters take some milliseconds; squared, minutes. */
	if (clock() - start > 2 * CLOCKS_PER_SEC)
		fail_msg("«%s» times %zu is slow", piece, n);
	arena_release(&a);
}

static void hostile_input_is_linear(void **state)
{
	static const char *const pieces[] = {
		"1",	"一",	   "十",    "万",     "百",   "零",
		"1 ",	"1,",	   "1,000", "1.",     "1/",   "1/2",
		"-1",	"第",	   "第一",  "百分之", "分之", "几",
		"数",	"余",	   "多",    "点",     "一点", "半",
		"个半", "两个半",  "亿个",  "元/",    "套(",  "负",
		"１，", "1:00:00", "千瓦/", "一·",    "1·",   "一万",
		"一零", "上亿",	   "成",    "一成",   " ",    "\xef\xbf\xbd",
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(pieces); i++)
		assert_linear(pieces[i], 50000);
}

/* The value of "key" in a line of flat JSON, escapes left as they are. */
static struct str json_field(struct str line, const char *key)
{
	char pattern[40];
	ptrdiff_t at;
	size_t end;

	snprintf(pattern, sizeof(pattern), "\"%s\": ", key);
	at = str_find(line, str_of(pattern), 0);
	if (at < 0)
		return STR_NULL;
	at += (ptrdiff_t)strlen(pattern);
	if (line.p[at] == '"') {
		for (end = (size_t)++at; end < line.len; end++)
			if (line.p[end] == '"' && line.p[end - 1] != '\\')
				break;
	} else {
		for (end = (size_t)at; end < line.len; end++)
			if (strchr(",}", line.p[end]))
				break;
	}
	return str_sub(line, (size_t)at, end);
}

static struct str slurp(struct arena *a, const char *path)
{
	FILE *f = fopen(path, "rb");
	struct buf b;
	char block[4096];
	size_t n;

	if (!f)
		return STR_NULL;
	buf_init(&b, a);
	while ((n = fread(block, 1, sizeof(block), f)) > 0)
		buf_add(&b, str_n(block, n));
	fclose(f);
	return buf_str(&b);
}

static const char *shared_folder(struct arena *a)
{
	const char *shared = getenv("HSVIEW_SHARED");
	const char *source = getenv("HSVIEW_SOURCE");
	struct buf b;

	if (shared)
		return shared;
	buf_init(&b, a);
	buf_addf(&b, "%s/../shared", source ? source : ".");
	return buf_cstr(&b);
}

/* Value, unit and span from the offset alone. */
static bool agrees(struct str text, struct str line)
{
	struct str want = json_field(line, "value_text");
	struct str value = json_field(line, "value");
	struct quantity q;
	struct decimal v;
	unsigned cp;

	if (!str_to_u32(json_field(line, "offset"), &cp) ||
	    !decimal_parse(value, &v))
		return false;
	if (!quantity_scan(rules, text, utf8_offset(text, cp), &q))
		return false;
	return str_eq(str_n(text.p + q.off, q.len), want) &&
	       decimal_eq(decimal_abs(q.value), decimal_abs(v)) &&
	       str_eq(q.unit_text, json_field(line, "unit"));
}

static void check_gold(const char *shared, const char *gold, const char *text,
		       unsigned *n, unsigned *right)
{
	struct arena a = {0};
	struct buf b;
	struct str lines, line, bytes;

	buf_init(&b, &a);
	buf_addf(&b, "%s/%s", shared, gold);
	lines = slurp(&a, buf_cstr(&b));
	buf_reset(&b);
	buf_addf(&b, "%s/%s", shared, text);
	bytes = slurp(&a, buf_cstr(&b));
	while (lines.p && bytes.p && str_split(&lines, '\n', &line)) {
		if (!line.len)
			continue;
		(*n)++;
		if (agrees(bytes, line))
			(*right)++;
		else
			print_message("# %s: %.*s\n", gold, (int)line.len,
				      line.p);
	}
	arena_release(&a);
}

static void agrees_with_annotated_values(void **state)
{
	static const char *const files[][2] = {
		{"gold/000.jsonl", "seeds/000_e2ac66dc13f13a5f.txt"},
		{"gold/001.jsonl", "seeds/001_939f8431d3e20333.txt"},
		{"gold/002.jsonl", "seeds/002_511881358775720f.txt"},
		{"gold/003.jsonl", "seeds/003_6b77bdb4c9c02796.txt"},
		{"gold/004.jsonl", "seeds/004_0b36d22c870bd8f0.txt"},
		{"gold/state-1998.jsonl", "reports/state-council/1998.txt"},
		{"gold/state-2019.jsonl", "reports/state-council/2019.txt"},
		{"gold/浙江省-2026.jsonl", "reports/provinces/浙江省-2026.txt"},
	};
	struct arena a = {0};
	const char *shared = shared_folder(&a);
	unsigned n = 0, right = 0;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(files); i++)
		check_gold(shared, files[i][0], files[i][1], &n, &right);
	arena_release(&a);
	if (n == 0)
		skip();
	print_message("# %u of %u annotated values\n", right, n);
	assert_true(right * 100 >= n * 99);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(table),
		cmocka_unit_test(walks),
		cmocka_unit_test(units),
		cmocka_unit_test(tables_are_checked),
		cmocka_unit_test(tables_are_large),
		cmocka_unit_test(hostile_input_is_linear),
		cmocka_unit_test(agrees_with_annotated_values),
	};

	return cmocka_run_group_tests(tests, open_rules, close_rules);
}
