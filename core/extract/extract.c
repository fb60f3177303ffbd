/*
 * Runs the passes over each paragraph and makes records of what they found.
 * This table is the only place that knows their order.
 */
#include "core/extract/extract.h"

#include "core/base/utf8.h"
#include "core/extract/dump.h"
#include "core/extract/pass.h"

enum { PIECE_MAX = 64 << 10 }; /* bytes of a paragraph read at once */

struct extract_rules {
	struct lexicon words;
	struct number_rules *numbers;
	struct indicators *indicators;
	struct bases bases;
	struct scopes scopes;
	struct lex_rules lex;
};

static const struct pass {
	const char *name;
	pass_fn *run;
} PASSES[] = {
	{"clause", pass_clause},     {"mask", pass_mask},
	{"quantity", pass_quantity}, {"measure", pass_measure},
	{"side", pass_side},	     {"indicator", pass_indicator},
	{"spread", pass_spread},     {"period", pass_period},
	{"scope", pass_scope},	     {"role", pass_role},
	{"basis", pass_basis},
};

static const char *const PASS_NAMES[] = {
	"lex",	  "clause", "mask",  "quantity", "measure", "side", "indicator",
	"spread", "period", "scope", "role",	 "basis",   NULL,
};

const char *const *extract_passes(void)
{
	return PASS_NAMES;
}

struct extract_rules *extract_rules_open(struct arena *a,
					 const struct assets *assets,
					 struct error *err)
{
	struct extract_rules *r = arena_alloc(a, sizeof(*r));

	r->numbers = number_rules_open(a, assets, err);
	r->indicators = r->numbers ? indicators_open(a, assets, err) : NULL;
	if (!r->indicators || !lexicon_load(&r->words, a, assets, err) ||
	    !bases_load(&r->bases, a, assets, err) ||
	    !scopes_load(&r->scopes, a, assets, err))
		return NULL;
	r->lex = (struct lex_rules){&r->words, r->numbers};
	return r;
}

/* 海曙 of 海曙区 */
static struct str region_stem(struct str region)
{
	static const char *const KINDS[] = {
		"维吾尔自治区", "壮族自治区", "回族自治区", "自治区",
		"省",		"市",	      "区",	    "县"};

	for (size_t i = 0; i < COUNT_OF(KINDS); i++)
		if (str_has_suffix(region, str_of(KINDS[i])))
			return str_sub(region, 0,
				       region.len - strlen(KINDS[i]));
	return str_is(region, "全国") ? STR_NULL : region;
}

static void start_doc(struct doc *d, struct arena *scratch, struct arena *out,
		      const struct extract_rules *rules, const struct report *r)
{
	*d = (struct doc){.arena = scratch,
			  .out = out,
			  .report = r,
			  .numbers = rules->numbers,
			  .words = &rules->words,
			  .indicators = rules->indicators,
			  .bases = &rules->bases,
			  .scopes = &rules->scopes,
			  .text = r->text.bytes,
			  .region = region_stem(r->meta.region)};
	d->calendar = (struct calendar){
		.year = r->meta.year,
		.review = r->meta.review_year,
		.article = r->meta.kind == KIND_ARTICLE,
		.section = SECTION_NONE,
	};
}

static uint32_t part_of(const struct report *r, uint32_t section)
{
	while (r->sections.items[section].parent != SECTION_NONE)
		section = r->sections.items[section].parent;
	return section;
}

/* The five-year plan that a title names (“十五五”时期主要目标), if it names no
 * year and no beginning (“十五五”开好局); false when it names neither. */
static bool plan_in_title(const struct doc *d, struct str title, struct when *w)
{
	size_t len;
	bool found = false;

	for (size_t i = 0; i < title.len; i += len) {
		const struct lexicon_word *word =
			lexicon_match(d->words, title, i, &len);

		if ((title.p[i] >= '0' && title.p[i] <= '9') ||
		    (word && (word->classes & BIT(TIME)) && word->arg)) {
			*w = (struct when){0};
			return true;
		}
		if (word && (word->classes & BIT(FIVE_YEAR)) &&
		    calendar_knows_plan(&d->calendar, word->arg)) {
			w->first = (uint16_t)word->arg;
			w->last = (uint16_t)(word->arg + 4);
			found = true;
		}
		if (!len)
			len = 1;
	}
	return found;
}

/* The five-year plan that a section sets out, or a part of plans looks back
 * on: told by its heading or one above it. */
static struct when plan_of(const struct doc *d, uint32_t section)
{
	const struct report *r = d->report;
	struct when w = {0};

	while (section != SECTION_NONE &&
	       !plan_in_title(d, r->sections.items[section].title, &w))
		section = r->sections.items[section].parent;
	return w;
}

/* 2021, of a part with “十四五”时期和2025年工作回顾 as its title; 0 */
static uint16_t plan_named(const struct doc *d, uint32_t section)
{
	struct str title;
	uint16_t first = 0;
	size_t len;

	if (section == SECTION_NONE)
		return 0;
	title = d->report->sections.items[part_of(d->report, section)].title;
	for (size_t i = 0; i < title.len; i += len ? len : 1) {
		const struct lexicon_word *word =
			lexicon_match(d->words, title, i, &len);

		if (word && (word->classes & BIT(FIVE_YEAR)) &&
		    calendar_knows_plan(&d->calendar, word->arg))
			first = (uint16_t)word->arg;
	}
	return first;
}

static void enter_section(struct doc *d, uint32_t section)
{
	struct calendar *c = &d->calendar;
	const struct report *r = d->report;
	uint8_t time = section == SECTION_NONE || c->article
			       ? SECTION_TIME_NONE
			       : r->sections.items[section].time;

	if (time != c->section_time ||
	    (time == SECTION_PLAN && section != c->section))
		c->span = time == SECTION_PLAN ? plan_of(d, section)
					       : (struct when){0};
	if (section != c->section)
		c->plan = plan_named(d, section);
	c->section = section;
	c->mixed = !c->article && section != SECTION_NONE &&
		   r->sections.items[part_of(r, section)].time ==
			   SECTION_TIME_NONE;
	c->section_time = time;
}

/* The arrays of the paragraph before are given up. */
static void next_paragraph(struct doc *d, const struct extract_rules *rules,
			   const struct para *p)
{
	arena_reset(d->arena);
	memset(&d->lexed, 0, sizeof(d->lexed));
	memset(&d->clauses, 0, sizeof(d->clauses));
	memset(&d->quants, 0, sizeof(d->quants));
	d->partner = d->clause_of = NULL;
	enter_section(d, report_section_at(d->report, p->off));
	lex(&d->lexed, d->arena, &rules->lex, d->text, p->off, p->len);
}

static bool goes_on(const struct report *r, const struct para *p)
{
	struct str s = str_trim(
		str_sub(r->text.bytes, p->off, (size_t)p->off + p->len));

	return p->kind == PARA_BODY &&
	       (str_has_suffix(s, STR("、")) || str_has_suffix(s, STR("，")) ||
		str_has_suffix(s, STR(",")));
}

/* Paragraph *i, with those after it that a layout cut off in mid-sentence;
 * *i becomes the last one. */
static struct para stretch_at(const struct report *r, size_t *i)
{
	struct para p = r->paras.items[*i];

	while (*i + 1 < r->paras.n && goes_on(r, &r->paras.items[*i]) &&
	       r->paras.items[*i + 1].kind == PARA_BODY) {
		const struct para *next = &r->paras.items[++*i];

		p.len = next->off + next->len - p.off;
	}
	return p;
}

/* Why the numbers of such a paragraph are no metrics, or NULL. */
static const char *para_mask(enum para_kind kind)
{
	switch (kind) {
	case PARA_BODY:
	case PARA_HEADING:
		return NULL;
	case PARA_BOILERPLATE:
		return "mask.boilerplate";
	default:
		return "mask.title";
	}
}

static struct str period_text(struct arena *a, struct when w)
{
	struct buf b;

	if (!w.first)
		return STR_NULL;
	buf_init(&b, a);
	if (w.part == 'M')
		buf_addf(&b, "%u-%02u", w.last, w.n);
	else if (w.part)
		buf_addf(&b, "%u%c%u", w.last, w.part, w.n);
	else if (w.first != w.last)
		buf_addf(&b, "%u-%u", w.first, w.last);
	else
		buf_addf(&b, "%u", w.last);
	return buf_str(&b);
}

static void set_rules(struct metric *m, const struct quant *q)
{
	m->rule[FIELD_CLASS] = q->mask;
	m->rule[FIELD_BOUND] = q->bound_rule;
	m->rule[FIELD_INDICATOR] = q->name_rule;
	m->rule[FIELD_MEASURE] = q->measure_rule;
	m->rule[FIELD_ROLE] = q->role_rule;
	m->rule[FIELD_PERIOD] = q->when_rule;
	m->rule[FIELD_SCOPE] = q->scope_rule;
	m->rule[FIELD_BASIS] = q->basis_rule;
	m->rule[FIELD_EXPECTED] = q->expected_rule;
}

/* The record before lies in the same sentence mostly. */
static struct span sentence_of(struct doc *d, uint32_t off)
{
	const struct report *r = d->report;
	const struct span *s = &d->sentence;

	if (off < s->off || off - s->off >= s->len)
		d->sentence = sentence_at(
			&r->text, &r->paras.items[report_para_at(r, off)], off,
			false);
	return d->sentence;
}

/* What the scope says the name does not say again. */
static struct str without_scope(const struct quant *q)
{
	enum { NAME_MIN = 6 }; /* bytes: two Han characters */

	if (q->scope.len && q->measure != MEASURE_RANK &&
	    str_has_prefix(q->name, q->scope) &&
	    q->name.len >= q->scope.len + NAME_MIN)
		return str_sub(q->name, q->scope.len, q->name.len);
	return q->name;
}

static unsigned flags_of(const struct doc *d, const struct quant *q)
{
	unsigned flags = q->flags;

	if (q->mask || !q->when.first)
		return flags;
	if (q->dated)
		return flags | METRIC_DATED;
	return d->report->meta.year_inferred ? flags | METRIC_INFERRED : flags;
}

/* 生产总值连续4年: a time, or what is weighed and measured, is no sum of money;
 * counts are left alone, they stand for much. */
static bool contradicts(const struct metric *m, const struct indicator *known)
{
	if (m->measure == MEASURE_GROWTH || m->measure == MEASURE_RANK ||
	    known->family == FAMILY_NONE || known->family == m->family)
		return false;
	switch (m->family) {
	case FAMILY_TIME:
	case FAMILY_DATE:
		return true;
	case FAMILY_AREA:
	case FAMILY_LENGTH:
	case FAMILY_MASS:
	case FAMILY_VOLUME:
	case FAMILY_PEOPLE:
		return known->family == FAMILY_MONEY;
	default:
		return false;
	}
}

/* 新增城镇就业 is known by a name that has the 新增 which the guide takes off
 * an amount added. */
static struct str canonical_of(const struct doc *d, const struct metric *m,
			       const char *measure_rule)
{
	const struct indicator *known =
		indicator_find(d->indicators, m->indicator);
	struct buf b;

	/* 高于全国0.4个百分点 is no value of 地区生产总值 */
	if (measure_rule && !strcmp(measure_rule, "measure.gap"))
		return STR_NULL;
	if (!known && measure_rule && strstr(measure_rule, "new")) {
		buf_init(&b, d->arena);
		buf_addz(&b, "新增");
		buf_add(&b, m->indicator);
		known = indicator_find(d->indicators, buf_str(&b));
	}
	return known && !contradicts(m, known) ? known->name : STR_NULL;
}

static void emit(struct metrics *out, struct doc *d, const struct quant *q)
{
	const struct quantity *v = quantity_of(d, q);
	struct metric *m = ARRAY_PUSH(d->out, out);

	m->off = v->off;
	m->len = v->len;
	m->value =
		q->sign < 0 ? decimal_negate(decimal_abs(v->value)) : v->value;
	m->unit = v->unit_text;
	if (q->measure == MEASURE_RANK &&
	    (!m->unit.len || str_is(m->unit, "名")))
		m->unit = STR("位");
	m->family = v->has_unit ? v->unit.family : FAMILY_NONE;
	m->bound = q->bound;
	m->indicator = without_scope(q);
	m->measure = q->measure;
	m->canonical = canonical_of(d, m, q->measure_rule);
	m->role = q->role;
	m->period = period_text(d->out, q->when);
	m->scope = q->scope;
	m->basis = bases_text(d->bases, d->out, q->basis);
	m->flags = flags_of(d, q);
	m->section = report_section_at(d->report, v->off);
	m->sentence = sentence_of(d, v->off);
	m->class = q->mask	      ? METRIC_MASKED
		   : q->name.len == 0 ? METRIC_UNCLASSIFIED
				      : METRIC_METRIC;
	set_rules(m, q);
}

static void emit_all(struct metrics *out, struct doc *d, unsigned flags)
{
	for (size_t i = 0; i < d->quants.n && out->n < EXTRACT_MAX; i++) {
		const struct quant *q = &d->quants.items[i];

		if ((flags & EXTRACT_ALL) || (!q->mask && q->name.len))
			emit(out, d, q);
	}
}

static void run_passes(struct doc *d, const struct para *p, size_t n)
{
	const char *mask = para_mask(p->kind);

	for (size_t i = 0; i < n; i++) {
		PASSES[i].run(d);
		if (i > 0 || !mask)
			continue;
		for (size_t k = 0; k < d->quants.n; k++)
			d->quants.items[k].mask = mask;
	}
}

/* What fits a piece, up to a sentence's end if there is one in its second
 * half: a text without line ends must not take memory by the gigabyte. */
static struct para piece_at(const struct report *r, const struct para *p,
			    uint32_t off)
{
	struct str rest = str_sub(r->text.bytes, off, (size_t)p->off + p->len);
	struct para piece = {off, (uint32_t)rest.len, p->kind};
	size_t most = utf8_cut(rest, PIECE_MAX);

	if (rest.len <= PIECE_MAX)
		return piece;
	piece.len = (uint32_t)most;
	for (size_t n = most; n > PIECE_MAX / 2; n--)
		if (str_has_suffix(str_sub(rest, 0, n), STR("。"))) {
			piece.len = (uint32_t)n;
			break;
		}
	return piece;
}

static void read_stretch(struct metrics *out, struct doc *d,
			 const struct extract_rules *rules,
			 const struct para *p, unsigned flags)
{
	uint32_t off = p->off, end = p->off + p->len;

	while (off < end && out->n < EXTRACT_MAX) {
		struct para piece = piece_at(d->report, p, off);

		next_paragraph(d, rules, &piece);
		run_passes(d, &piece, COUNT_OF(PASSES));
		emit_all(out, d, flags);
		off = piece.off + piece.len;
	}
}

void extract(struct metrics *out, struct arena *a,
	     const struct extract_rules *rules, const struct report *r,
	     unsigned flags)
{
	struct arena scratch = {0};
	struct doc d;

	start_doc(&d, &scratch, a, rules, r);
	for (size_t i = 0; i < r->paras.n && out->n < EXTRACT_MAX; i++) {
		struct para p = stretch_at(r, &i);

		if (!para_mask(p.kind) || (flags & EXTRACT_ALL))
			read_stretch(out, &d, rules, &p, flags);
	}
	arena_release(&scratch);
}

bool extract_dump_after(struct buf *out, const struct extract_rules *rules,
			const struct report *r, const char *pass)
{
	struct arena scratch = {0};
	struct doc d;
	size_t n = 0;

	while (PASS_NAMES[n] && strcmp(PASS_NAMES[n], pass) != 0)
		n++;
	if (!PASS_NAMES[n])
		return false;
	start_doc(&d, &scratch, out->arena, rules, r);
	for (size_t i = 0; i < r->paras.n; i++) {
		struct para p = stretch_at(r, &i);

		next_paragraph(&d, rules, &p);
		run_passes(&d, &p, n);
		dump_doc(out, &d);
	}
	arena_release(&scratch);
	return true;
}

void extract_trace(struct buf *out, const struct report *r,
		   const struct metric *m)
{
	char value[DECIMAL_TEXT];

	decimal_text(m->value, value);
	buf_addf(out, "%u ", text_cp(&r->text, m->off));
	buf_add(out, str_sub(r->text.bytes, m->off, m->off + m->len));
	buf_addf(out, " = %s ", value);
	buf_add(out, m->unit);
	for (int f = 0; f < FIELD_COUNT; f++)
		if (m->rule[f])
			buf_addf(out, " %s:%s",
				 metric_field_name((enum metric_field)f),
				 m->rule[f]);
	buf_addc(out, '\n');
}
