/*
 * Wrapping of whole reports. Rows are checked against a naive model of each
 * paragraph that knows which breaks are surely fine (between Han characters
 * far from any number, at a blank between letters) and which ones a reader
 * would mind. A break that a reader minds is excused only when the row that
 * it ends holds no surely fine one.
 */
#include <dirent.h>
#include <stdio.h>

#include "tests/unit/wrap_check.h"

/* A paragraph as the checks see it: its characters that are no white space. */
struct model {
	size_t n;
	uint32_t *cp, *off;
	bool *gap;     /* white space before it */
	size_t *sure;  /* surely fine breaks before characters 0..i */
	size_t *span;  /* number of the span of digits and units, or 0 */
	size_t *cols;  /* of the span */
	uint32_t *row; /* scratch: byte to character */
};

static bool in(const char *set, uint32_t cp)
{
	char c[5] = {0};

	c[utf8_encode(cp, c)] = 0;
	return cp && strstr(set, c);
}

static bool closes(uint32_t cp)
{
	return in("，。、；：？！）】》”’」』…—％℃,.;:!?)]%", cp);
}

static bool opens(uint32_t cp)
{
	return in("（【《“‘「『([", cp);
}

static bool digit(uint32_t cp)
{
	return (cp >= '0' && cp <= '9') || (cp >= 0xff10 && cp <= 0xff19);
}

static bool numeral(uint32_t cp)
{
	return in("〇零一二三四五六七八九十百千万亿两", cp);
}

static bool han(uint32_t cp)
{
	return cp >= 0x4e00 && cp <= 0x9fff;
}

static bool letter(uint32_t cp)
{
	return (cp | 32) >= 'a' && (cp | 32) <= 'z';
}

/* Is a break before character `i` fine for anybody? */
static bool surely_fine(const struct model *m, size_t i)
{
	if (i == 0)
		return false;
	if (m->gap[i])
		return letter(m->cp[i - 1]) && letter(m->cp[i]);
	if (!han(m->cp[i - 1]) || !han(m->cp[i]))
		return false;
	for (size_t k = i > 8 ? i - 8 : 0; k < i + 2 && k < m->n; k++)
		if (digit(m->cp[k]) || numeral(m->cp[k]) || m->cp[k] == 0x7b2c)
			return false;
	return true;
}

static size_t match(const struct model *m, size_t i, const char *word)
{
	struct str w = str_of(word);
	size_t n, k = 0;

	for (size_t at = 0; at < w.len; at += n, k++)
		if (i + k >= m->n || m->cp[i + k] != utf8_decode(w, at, &n) ||
		    m->gap[i + k])
			return 0;
	return k;
}

static size_t naive_number(const struct model *m, size_t i)
{
	size_t from = i;

	while (i < m->n && (i == from || !m->gap[i]) &&
	       (digit(m->cp[i]) ||
		(i > from && i + 1 < m->n && in(".．", m->cp[i]) &&
		 digit(m->cp[i + 1]) && !m->gap[i + 1])))
		i++;
	if (i > from)
		return i;
	while (i < m->n && numeral(m->cp[i]) && (i == from || !m->gap[i]))
		i++;
	return i > from + 1 ? i : from;
}

static size_t naive_unit(const struct model *m, size_t i)
{
	static const char *const units[] = {
		"%",	"％", "个百分点", "亿元",   "万元", "元",
		"个",	"年", "月",	  "日",	    "公里", "平方米",
		"人次", "倍", "万人",	  "亿美元", "项",
	};
	size_t best = 0;

	while (i < m->n && !m->gap[i] && in("十百千万亿", m->cp[i]))
		i++;
	for (size_t u = 0; u < COUNT_OF(units); u++) {
		size_t n = match(m, i, units[u]);

		best = n > best ? n : best;
	}
	return i + best;
}

static size_t naive_span(const struct model *m, size_t i)
{
	size_t end = naive_number(m, i), next;

	while (end > i) {
		end = naive_unit(m, end);
		if (end + 1 >= m->n || m->gap[end] || m->gap[end + 1] ||
		    !in("—-~～－至到", m->cp[end]))
			return end;
		next = naive_number(m, end + 1);
		if (next == end + 1)
			return end;
		end = next;
	}
	return i;
}

static size_t span_cols(const struct model *m, struct str s, size_t from,
			size_t to)
{
	size_t end = utf8_next(s, m->off[to - 1]);

	return width_str(str_sub(s, m->off[from], end));
}

static void mark_spans(struct model *m, struct str s)
{
	for (size_t i = 0; i < m->n;) {
		size_t end = naive_span(m, i), cols;

		if (end == i) {
			i++;
			continue;
		}
		cols = span_cols(m, s, i, end);
		for (size_t k = i; k < end; k++) {
			m->span[k] = i + 1;
			m->cols[k] = cols;
		}
		i = end;
	}
}

static struct model model_of(struct arena *a, struct str s)
{
	struct model m = {0};
	bool gap = false;
	size_t n;

	m.cp = arena_calloc(a, s.len + 1, sizeof(*m.cp));
	m.off = arena_calloc(a, s.len + 1, sizeof(*m.off));
	m.gap = arena_calloc(a, s.len + 1, sizeof(*m.gap));
	m.sure = arena_calloc(a, s.len + 1, sizeof(*m.sure));
	m.span = arena_calloc(a, s.len + 1, sizeof(*m.span));
	m.cols = arena_calloc(a, s.len + 1, sizeof(*m.cols));
	for (size_t i = 0; i < s.len; i += n) {
		uint32_t cp = utf8_decode(s, i, &n);

		if (space_is(cp)) {
			gap = true;
			continue;
		}
		m.cp[m.n] = cp;
		m.off[m.n] = (uint32_t)i;
		m.gap[m.n++] = gap;
		gap = false;
	}
	for (size_t i = 0; i < m.n; i++)
		m.sure[i] = (i ? m.sure[i - 1] : 0) + surely_fine(&m, i);
	mark_spans(&m, s);
	return m;
}

/* The break before character `i`, which begins a row; the row before it began
 * with character `from`. */
static void check_break(const struct check *c, size_t row, size_t from,
			size_t i)
{
	const struct model *m = c->m;
	size_t indent = c->style.indent_first;
	const char *what = NULL;

	if (closes(m->cp[i]))
		what = "begins with closing punctuation";
	else if (opens(m->cp[i - 1]))
		what = "follows a row that ends with opening punctuation";
	else if (m->span[i] && m->span[i] == m->span[i - 1] &&
		 m->cols[i] + indent <= c->style.width)
		what = "cuts a number or parts it from its unit";
	c->f->n_checked++;
	if (!what)
		return;
	c->f->n_excused++;
	if (m->sure[i - 1] > m->sure[from])
		fail_at(c, row, what);
}

/* Walks rows and characters together: each is in one row, in order. */
static void check_rows(const struct check *c, struct text *t)
{
	const struct model *m = c->m;
	size_t i = 0, from = 0;

	for (size_t k = 0; k < c->rows->n; k++) {
		const struct wrap_row *r = &c->rows->items[k];

		check_row(c, k, t);
		if (i == m->n || r->off != m->off[i])
			fail_at(c, k, "does not begin where the last ended");
		if (i > 0)
			check_break(c, k, from, i);
		for (from = i; i < m->n && m->off[i] < r->off + r->len; i++)
			;
		if (utf8_next(c->s, m->off[i - 1]) != r->off + r->len)
			fail_at(c, k, "does not end with its last character");
	}
	if (i != m->n)
		fail_at(c, c->rows->n - 1, "is the last, but text follows");
}

static void check_width(struct fixture *f, const struct model *m, struct str s,
			uint16_t width)
{
	struct text t = text_of(s);
	struct wrap_rows rows = {0};
	struct check c = {f, m, s, &rows,
			  wrap_style_for(f->rules, PARA_BODY, width)};

	wrap(&rows, &f->work, &t, 0, (uint32_t)s.len, c.style);
	check_rows(&c, &t);
	arena_reset(&f->work);
}

struct widths {
	uint16_t from, to, step;
};

static void check_paragraph(struct fixture *f, struct str s, struct widths w)
{
	struct model m = model_of(&f->model, s);

	for (uint16_t width = w.from; width <= w.to; width += w.step)
		check_width(f, &m, s, width);
	arena_reset(&f->model);
}

static void check_lines(struct fixture *f, struct str text, struct widths w)
{
	struct str line;

	while (str_split(&text, '\n', &line))
		check_paragraph(f, line, w);
}

static void own_texts(void **state)
{
	static const char *const texts[] = {
		"青川区2021年实现地区生产总值1,250.6亿元，增长6.5%左右；固定资"
		"产投资增长13.3％，高出全市平均水平5.3个百分点（其中：工业投资增"
		"长21.7%，民间投资增长9%—9.5%）。",
		"预计今年新增城镇就业１２，０００人，城镇调查失业率控制在5.5%以内"
		"，居民消费价格涨幅2%至3%，粮食产量保持在1.3亿斤以上。",
		"坚持“稳中求进”工作总基调，推进“双百工程”“千企行动”，建成5G基"
		"站3200个、充电桩1.2万个，PM2.5平均浓度下降到28微克/立方米。",
		"1 9 9 8年以来，全区人口从四十五万人增加到一百二十三万人，财政收"
		"入提高到百分之十五点六……",
		"open government data (OGD) and the 2021-2025 plan: 12,500 km "
		"of roads, 3.5 million visitors; https://example.org/a/very/"
		"long/path/that/does/not/end/index.html?x=1&y=2",
		"全年接待游客2300万人次,旅游收入180.5亿元,同比增长12.1%;新增企业"
		"1709家,提速4.1个工作日;(见附件)总数达64项。",
		"“‘（【《甲》】）’”，。！？；：、——……“”‘’（）甲（乙（丙（丁）。）"
		"。）。",
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < COUNT_OF(texts); i++)
		check_paragraph(f, str_of(texts[i]),
				(struct widths){2, 200, 1});
}

/* A long paragraph's rows do not depend on where the windows begin. */
static void windows_do_not_show(void **state)
{
	static const char part[] =
		"全区完成固定资产投资1,250.6亿元，增长6.5%—7.5%（其中：民间投资"
		"增长21.7个百分点），open data 1 9 9 8年以来……";
	struct fixture *f = *state;
	struct arena_mark mark = arena_mark(&f->keep);
	struct str s = repeated(&f->keep, part, 200000);

	check_paragraph(f, s, (struct widths){20, 200, 5});
	arena_rewind(&f->keep, mark);
}

static struct str read_all(struct arena *a, const char *path)
{
	FILE *in = fopen(path, "rb");
	struct buf b;
	char chunk[4096];
	size_t n;

	buf_init(&b, a);
	while (in && (n = fread(chunk, 1, sizeof(chunk), in)) > 0)
		buf_add(&b, str_n(chunk, n));
	if (in)
		fclose(in);
	return utf8_is_valid(buf_str(&b)) ? buf_str(&b) : STR_NULL;
}

static const char *shared(struct fixture *f, const char *below)
{
	const char *env = getenv("HSVIEW_SHARED");
	const char *source = getenv("HSVIEW_SOURCE");
	struct buf b;

	buf_init(&b, &f->keep);
	if (env)
		buf_addf(&b, "%s/%s", env, below);
	else
		buf_addf(&b, "%s/../shared/%s", source ? source : ".", below);
	return buf_cstr(&b);
}

/* Checks the files of a folder; how many there were. */
static size_t check_folder(struct fixture *f, const char *below,
			   struct widths w, uint16_t turn)
{
	const char *folder = shared(f, below);
	DIR *d = opendir(folder);
	struct dirent *e;
	size_t n = 0;

	while (d && (e = readdir(d))) {
		struct arena_mark mark = arena_mark(&f->keep);
		struct buf path;

		if (e->d_name[0] == '.')
			continue;
		buf_init(&path, &f->keep);
		buf_addf(&path, "%s/%s", folder, e->d_name);
		check_lines(f, read_all(&f->keep, buf_cstr(&path)), w);
		arena_rewind(&f->keep, mark);
		w.from = (uint16_t)(20 + (w.from - 20 + turn) % w.step);
		n++;
	}
	if (d)
		closedir(d);
	return n;
}

static void seeds_at_every_width(void **state)
{
	struct fixture *f = *state;

	if (!check_folder(f, "seeds", (struct widths){2, 200, 1}, 0))
		skip();
}

/* A sample of widths, others for each file. */
static void reports_at_some_widths(void **state)
{
	struct fixture *f = *state;
	struct widths w = {20, 200, 45};
	size_t n = check_folder(f, "reports/provinces", w, 7);

	if (!n)
		skip();
	n += check_folder(f, "reports/state-council", w, 11);
	assert_true(n > 10);
	/* excuses are rare, or the checks check nothing */
	assert_true(f->n_checked > 10000);
	assert_true(f->n_excused * 200 < f->n_checked);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(own_texts),
		cmocka_unit_test(windows_do_not_show),
		cmocka_unit_test(seeds_at_every_width),
		cmocka_unit_test(reports_at_some_widths),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
