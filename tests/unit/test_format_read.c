/* core/format: character sets, numbers of lists, MIME, damaged boxes. */
#include <iconv.h>

#include "core/base/utf8.h"
#include "core/format/decode.h"
#include "core/format/format.h"
#include "core/format/label.h"
#include "core/format/web.h"

#include "tests/test.h"

static struct str in_set(struct arena *a, const char *set, const char *text)
{
	union {
		const char *in;
		char *iconv_takes;
	} p = {.in = text};
	size_t left = strlen(text), room = left * 4 + 8;
	char *out = arena_alloc(a, room), *to = out;
	iconv_t cd = iconv_open(set, "UTF-8");

	assert_true(cd != (iconv_t)-1);
	assert_int_equal(iconv(cd, &p.iconv_takes, &left, &to, &room), 0);
	iconv_close(cd);
	return str_n(out, (size_t)(to - out));
}

static void sets_are_found(void **state)
{
	static const struct {
		const char *set, *text, *name;
	} ROWS[] = {
		{"GB18030", "测试区政府工作报告，全年增长6.1%。", "gb18030"},
		{"GB18030", "投资增长", "gb18030"},
		{"GB18030", "联通", "gb18030"},
		{"GB18030", "四字节：㐀𠀀，全区经济稳中向好。", "gb18030"},
		{"BIG5", "測試區政府工作報告，全年增長。", "big5"},
		{"UTF-16LE", "全年增长6.1%。\n", "utf-16-le"},
		{"UTF-16BE", "全年增长6.1%。\n", "utf-16-be"},
		{"UTF-8", "全年增长6.1%。", "utf-8"},
		{"UTF-8", "naïve café", "utf-8"},
		{"UTF-8", "plain", "utf-8"},
	};
	const struct decode_hints none = {.forced = STR("")};

	(void)state;
	for (size_t i = 0; i < sizeof(ROWS) / sizeof(ROWS[0]); i++) {
		struct arena a = {0};
		struct decoded d;

		assert_int_equal(decode(&d, &a,
					in_set(&a, ROWS[i].set, ROWS[i].text),
					&none),
				 READING_OK);
		if (strcmp(d.encoding, ROWS[i].name) != 0)
			fail_msg("%s: %s", ROWS[i].text, d.encoding);
		assert_str(d.text, ROWS[i].text);
		assert_int_equal(d.n_replaced, 0);
		arena_release(&a);
	}
}

/* What the end cuts off is one U+FFFD; a bad byte eats none behind it. */
static void bad_bytes(void **state)
{
	static const struct {
		const char *set;
		struct str bytes;
		const char *text;
		unsigned replaced;
	} ROWS[] = {
		{"gbk", {"\xb2\xe2\xca\xd4\xd4", 5}, "测试�", 1},
		{"gbk", {"\xb2\xe2\x95\x32\x82", 5}, "测�", 1},
		{"gbk", {"\xb2\xe2\xb0\"x\xb0\ny", 8}, "测�\"x�\ny", 2},
		{"utf-8", {"\xe6\xb5\x8b\xe4\xb8", 5}, "测�", 1},
		/* cut short, and as long as U+FFFD itself, which stays */
		{"utf-8", {"\xf0\xbd\xb4x\xef\xbf\xbd", 7}, "�x�", 1},
		{"utf-16le", {"\x4b\x6d\x4e", 3}, "测�", 1},
		{"utf-16le", {"\x3d\xd8\x4b\x6d\x00\xdc", 6}, "�测�", 2},
		{"utf-16be", {"\xd8\x40\xdc\x00", 4}, "𠀀", 0},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(ROWS) / sizeof(ROWS[0]); i++) {
		struct decode_hints hints = {.forced = str_of(ROWS[i].set)};
		struct arena a = {0};
		struct decoded d;

		assert_int_equal(decode(&d, &a, ROWS[i].bytes, &hints),
				 READING_OK);
		assert_str(d.text, ROWS[i].text);
		assert_int_equal(d.n_replaced, ROWS[i].replaced);
		arena_release(&a);
	}
}

static void labels(void **state)
{
	static const struct {
		enum label_form form;
		unsigned n;
		const char *text, *label;
	} ROWS[] = {
		{LABEL_HAN, 1, "%1、", "一、"},
		{LABEL_HAN, 10, "%1、", "十、"},
		{LABEL_HAN, 12, "%1、", "十二、"},
		{LABEL_HAN, 20, "（%1）", "（二十）"},
		{LABEL_HAN, 105, "%1", "一百零五"},
		{LABEL_HAN_LEGAL, 3, "%1、", "叁、"},
		{LABEL_CIRCLE, 4, "%1", "④"},
		{LABEL_STEM, 2, "%1、", "乙、"},
		{LABEL_DECIMAL, 7, "%1.", "7."},
		{LABEL_DECIMAL, 7, "%1", "7 "},
		{LABEL_UPPER_ROMAN, 14, "%1.", "XIV."},
		{LABEL_LOWER, 3, "%1)", "c)"},
		{LABEL_NONE, 3, "•", ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(ROWS) / sizeof(ROWS[0]); i++) {
		struct label_list list = {0};
		struct arena a = {0};
		struct buf b;

		list.levels[0] = (struct label_level){
			ROWS[i].form, str_of(ROWS[i].text), ROWS[i].n};
		buf_init(&b, &a);
		label_next(&list, 0, &b);
		assert_str(b.len ? buf_str(&b) : STR(""), ROWS[i].label);
		arena_release(&a);
	}
}

static void labels_count_on(void **state)
{
	struct label_list list = {0};
	struct arena a = {0};
	struct buf b;

	(void)state;
	for (int i = 0; i < 2; i++)
		list.levels[i] =
			(struct label_level){LABEL_DECIMAL, STR("%1.%2;"), 1};
	list.levels[0].text = STR("%1;");
	buf_init(&b, &a);
	for (const char *level = "01100110"; *level; level++)
		label_next(&list, (unsigned)(*level - '0'), &b);
	label_next(&list, 99, &b);
	assert_str(buf_str(&b), "1;1.1;1.2;2;3;3.1;3.2;4;");
	arena_release(&a);
}

static void read_as(struct reading *r, struct arena *a, struct str bytes,
		    const char *ext)
{
	struct format_input in = {
		.bytes = bytes, .ext = str_of(ext), .assets = &ASSETS_BUILTIN};

	*r = (struct reading){0};
	format_read(r, a, &in);
}

static void pages(void **state)
{
	static const struct {
		const char *html, *text;
	} ROWS[] = {
		{"<p>甲<p>乙", "甲\n\n乙"},
		{"<p>甲<br>乙", "甲\n乙"},
		{"<p>甲<br><br>乙", "甲\n\n乙"},
		{"<p>甲<br>　　乙", "甲\n\n乙"},
		{"<p>甲\n乙 丙  丁", "甲乙 丙 丁"},
		{"<p>a\nb", "a b"},
		{"<p>5&lt;6&amp;&#x7532;&nbsp;x", "5<6&甲 x"},
		{"<ol><li>甲</li><li>乙</li></ol>", "1. 甲\n\n2. 乙"},
		{"<p>甲<script>x</script><style>y</style>乙", "甲乙"},
		{"<pre>甲\n乙</pre>", "甲\n乙"},
		{"没有标记", "没有标记"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(ROWS) / sizeof(ROWS[0]); i++) {
		struct arena a = {0};
		struct reading r;

		read_as(&r, &a, str_of(ROWS[i].html), "html");
		assert_int_equal(r.fault, READING_OK);
		assert_str(r.text, ROWS[i].text);
		arena_release(&a);
	}
}

static void mime(void **state)
{
	static const char TEXT[] =
		"From: <Saved by x>\r\nMIME-Version: 1.0\r\n"
		"Content-Type: multipart/related;\r\n boundary=\"b\"\r\n\r\n"
		"--b\r\nContent-Type: image/png\r\n\r\nx\r\n"
		"--b\r\nContent-Type: text/html; charset=\"gbk\"\r\n"
		"Content-Transfer-Encoding: base64\r\n\r\n"
		"PHA+\r\nsuI=\r\n--b--\r\n";
	struct str html, charset;
	struct arena a = {0};
	struct reading r;

	(void)state;
	assert_true(web_is_mhtml(str_of(TEXT)));
	assert_true(mhtml_find(&a, str_of(TEXT), &html, &charset));
	assert_str(html, "<p>\xb2\xe2");
	assert_str(charset, "gbk");
	read_as(&r, &a, str_of(TEXT), "mht");
	assert_str(r.text, "测");
	/* cut anywhere it ends, too */
	for (size_t i = 0; i < sizeof(TEXT); i++)
		read_as(&r, &a, str_n(TEXT, i), "mht");
	arena_release(&a);
}

static void damaged_boxes(void **state)
{
	static const char BOXES[] =
		"<page width=\"595.0\" height=\"842.0\"><line xMin=\"40.0\" "
		"yMin=\"99999999999999\" xMax=\"-5\" yMax=\"nan\"><word "
		"xMin=\"1.5\">甲&lt;&amp;&x</word></line></page><line>"
		"<word>没有页</word></line><word><page><line><word>"
		"第二页的字，这一页写得足够长，不是扫描的图片。</word>";
	struct arena a = {0};

	(void)state;
	for (size_t i = 0; i <= sizeof(BOXES); i++) {
		struct format_pdf pdf = {
			.boxes = str_n(BOXES, i < sizeof(BOXES) ? i : i - 1)};
		struct reading r = {0};

		format_read_pdf(&r, &a, &pdf);
		assert_true(utf8_is_valid(r.text));
	}
	arena_release(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sets_are_found),
		cmocka_unit_test(bad_bytes),
		cmocka_unit_test(labels),
		cmocka_unit_test(labels_count_on),
		cmocka_unit_test(pages),
		cmocka_unit_test(mime),
		cmocka_unit_test(damaged_boxes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
