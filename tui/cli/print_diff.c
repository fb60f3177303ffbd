/*
 * A comparison in every format. For people a reworded sentence is printed
 * once, with 【old→new】 where it changed; machine formats have both texts.
 */
#include "tui/cli/print_diff.h"

#include "core/base/clean.h"

#include "tui/i18n.h"

enum { SIGN_COLS = 4 };

// clang-format off
static const struct out_column MACHINE[] = {
	{"kind", N_("kind"), false, 0},
	{"moved", N_("moved"), false, 0},
	{"strength", N_("wording"), false, 0},
	{"old_section", N_("old section"), false, 0},
	{"new_section", N_("new section"), false, 0},
	{"old_offset", N_("offset"), true, 0},
	{"new_offset", N_("offset"), true, 0},
	{"old_text", N_("old text"), false, 0},
	{"new_text", N_("new text"), false, 0},
	{"changes", N_("changes"), false, 0},
	{"old_promise", N_("old wording"), false, 0},
	{"new_promise", N_("new wording"), false, 0},
};
static const struct out_column PEOPLE[] = {
	{"section", N_("section"), false, 0},
	{"kind", N_("kind"), false, 0},
	{"text", N_("text"), false, 0},
	{"strength", N_("wording"), false, 0},
};
// clang-format on

static const char *const KINDS[DIFF_KIND_COUNT] = {
	[DIFF_SAME] = N_("same"),   [DIFF_NEW] = N_("new"),
	[DIFF_GONE] = N_("gone"),   [DIFF_REWORDED] = N_("reworded"),
	[DIFF_MOVED] = N_("moved"),
};

struct printer {
	struct out *o;
	const struct diff *d;
	const struct print_diff *print;
};

static const struct diff_unit *unit_of(const struct printer *p,
				       const struct diff_entry *e, int side)
{
	return e->unit[side] == DIFF_NONE
		       ? NULL
		       : &p->d->side[side].units.items[e->unit[side]];
}

/* The unit that stands for the entry. */
static const struct diff_unit *chief(const struct printer *p,
				     const struct diff_entry *e)
{
	int side = e->unit[DIFF_NEWER] == DIFF_NONE ? DIFF_OLD : DIFF_NEWER;

	return &p->d->side[side].units.items[e->unit[side]];
}

static struct str text_at(const struct printer *p, int side, struct span s)
{
	const struct report *r = p->d->side[side].report;

	return wrap_join(p->o->arena,
			 str_sub(r->text.bytes, s.off, (size_t)s.off + s.len));
}

static struct str unit_text(const struct printer *p, int side,
			    const struct diff_unit *u)
{
	return u ? text_at(p, side, (struct span){u->off, u->len}) : STR("");
}

/* "old→new", "+new", "−old". */
static void add_change(const struct printer *p, const struct diff_change *c,
		       struct buf *out)
{
	struct str old = text_at(p, DIFF_OLD, c->side[DIFF_OLD]);
	struct str newer = text_at(p, DIFF_NEWER, c->side[DIFF_NEWER]);

	if (!old.len)
		buf_addz(out, "+");
	else if (!newer.len)
		buf_addz(out, "−");
	buf_add(out, old);
	if (old.len && newer.len)
		buf_addz(out, "→");
	buf_add(out, newer);
}

static struct str changes_of(const struct printer *p, const struct diff_unit *u)
{
	struct buf b;

	buf_init(&b, p->o->arena);
	for (uint32_t i = 0; i < u->n_changes; i++) {
		if (i)
			buf_addz(&b, " | ");
		add_change(p, &p->d->changes.items[u->change + i], &b);
	}
	return buf_str(&b);
}

/* The newer text with what changed in brackets. */
static struct str marked_text(const struct printer *p,
			      const struct diff_unit *u)
{
	uint32_t at = u->off, end = u->off + u->len;
	struct buf b;

	buf_init(&b, p->o->arena);
	for (uint32_t i = 0; i < u->n_changes; i++) {
		const struct diff_change *c =
			&p->d->changes.items[u->change + i];
		struct span s = c->side[DIFF_NEWER];

		buf_add(&b,
			text_at(p, DIFF_NEWER, (struct span){at, s.off - at}));
		buf_addz(&b, "【");
		add_change(p, c, &b);
		buf_addz(&b, "】");
		at = s.off + s.len;
	}
	buf_add(&b, text_at(p, DIFF_NEWER, (struct span){at, end - at}));
	return buf_str(&b);
}

/* 1 stronger, -1 weaker, 0 neither; 2 where a unit has both. */
static int way_of(const struct printer *p, const struct diff_unit *u)
{
	int way = 0;

	for (uint32_t i = 0; i < u->n_promises; i++) {
		int one = p->d->promises.items[u->promise + i].way;

		way = way && way != one ? 2 : one;
	}
	return way;
}

static struct str promise_words(const struct printer *p,
				const struct diff_unit *u, int side)
{
	struct buf b;

	buf_init(&b, p->o->arena);
	for (uint32_t i = 0; i < u->n_promises; i++) {
		if (i)
			buf_addz(&b, " | ");
		buf_add(&b, text_at(p, side,
				    p->d->promises.items[u->promise + i]
					    .word[side]));
	}
	return buf_str(&b);
}

/* "▲ 争取→力争", one for each promise. */
static void add_promises(const struct printer *p, const struct diff_unit *u,
			 struct buf *out)
{
	for (uint32_t i = 0; i < u->n_promises; i++) {
		const struct diff_promise *m =
			&p->d->promises.items[u->promise + i];

		if (out->len)
			buf_addc(out, ' ');
		buf_addf(out, "%s ", m->way > 0 ? "▲" : "▼");
		buf_add(out, text_at(p, DIFF_OLD, m->word[DIFF_OLD]));
		buf_addz(out, "→");
		buf_add(out, text_at(p, DIFF_NEWER, m->word[DIFF_NEWER]));
	}
}

static struct str section_path(const struct printer *p, int side,
			       uint32_t section)
{
	struct buf b;

	buf_init(&b, p->o->arena);
	if (section != DIFF_NONE && section > 0)
		report_section_path(&b, p->d->side[side].report, section - 1,
				    " › ");
	return buf_str(&b);
}

/* Is the entry printed? Headings stand in their group's title, unless one is
 * alone: then the section has come or gone, which its title says, too. */
static bool is_told(const struct printer *p, const struct diff_entry *e)
{
	return !chief(p, e)->heading &&
	       (p->print->all || diff_entry_kind(p->d, e) != DIFF_SAME);
}

static void put_offset(const struct printer *p, int side,
		       const struct diff_unit *u)
{
	if (u)
		out_int(p->o, text_cp(&p->d->side[side].report->text, u->off));
	else
		out_absent(p->o);
}

static void machine_row(const struct printer *p, const struct diff_entry *e)
{
	static const char *const ways[] = {"weaker", "", "stronger", "both"};
	const struct diff_unit *a = unit_of(p, e, DIFF_OLD);
	const struct diff_unit *b = unit_of(p, e, DIFF_NEWER);
	const struct diff_unit *u = chief(p, e);
	struct out *o = p->o;

	out_text(o, str_of(diff_kind_name(diff_entry_kind(p->d, e))));
	out_text(o, u->moved ? STR("moved") : STR(""));
	out_text(o, str_of(ways[way_of(p, u) + 1]));
	out_text(o, a ? section_path(p, DIFF_OLD, a->section) : STR(""));
	out_text(o, b ? section_path(p, DIFF_NEWER, b->section) : STR(""));
	put_offset(p, DIFF_OLD, a);
	put_offset(p, DIFF_NEWER, b);
	out_text(o, unit_text(p, DIFF_OLD, a));
	out_text(o, unit_text(p, DIFF_NEWER, b));
	out_text(o, changes_of(p, u));
	out_text(o, promise_words(p, u, DIFF_OLD));
	out_text(o, promise_words(p, u, DIFF_NEWER));
	out_row(o);
}

/* The entry's text as a person reads it. */
static struct str entry_text(const struct printer *p,
			     const struct diff_entry *e)
{
	const struct diff_unit *u = chief(p, e);
	int side = e->unit[DIFF_NEWER] == DIFF_NONE ? DIFF_OLD : DIFF_NEWER;

	return u->n_changes ? marked_text(p, u) : unit_text(p, side, u);
}

static void people_row(const struct printer *p, const struct diff_group *g,
		       const struct diff_entry *e)
{
	int side = g->section[DIFF_NEWER] == DIFF_NONE ? DIFF_OLD : DIFF_NEWER;
	struct buf promises;

	buf_init(&promises, p->o->arena);
	add_promises(p, chief(p, e), &promises);
	out_text(p->o, section_path(p, side, g->section[side]));
	out_text(p->o, str_of(_(KINDS[diff_entry_kind(p->d, e)])));
	out_text(p->o, entry_text(p, e));
	out_text(p->o, buf_str(&promises));
	out_row(p->o);
}

static void put_line(const struct printer *p, struct str s)
{
	s = clean_str(p->o->arena, s);
	fwrite(s.p, 1, s.len, p->o->file);
	fputc('\n', p->o->file);
}

/* A text under its sign, wrapped. */
static void put_wrapped(const struct printer *p, const char *sign,
			struct str text)
{
	struct wrap_style style = {.rules = p->print->wrap,
				   .width = p->print->width,
				   .indent_first = SIGN_COLS,
				   .indent_rest = SIGN_COLS};
	struct wrap_rows rows = {0};
	struct text t = {.bytes = text};

	wrap(&rows, p->o->arena, &t, 0, (uint32_t)text.len, style);
	for (size_t i = 0; i < rows.n; i++) {
		fprintf(p->o->file, "  %s ", i ? " " : sign);
		put_line(p, wrap_row_text(p->o->arena, &t, &rows.items[i]));
	}
}

static const char *sign_of(const struct printer *p, const struct diff_entry *e)
{
	static const char *const signs[DIFF_KIND_COUNT] = {
		[DIFF_SAME] = "=",     [DIFF_NEW] = "+",   [DIFF_GONE] = "−",
		[DIFF_REWORDED] = "~", [DIFF_MOVED] = "»",
	};
	int way = way_of(p, chief(p, e));

	if (way == 1)
		return "▲";
	return way == -1 ? "▼" : signs[diff_entry_kind(p->d, e)];
}

/* Where a moved unit stood, and what was promised. */
static void put_notes(const struct printer *p, const struct diff_entry *e)
{
	const struct diff_unit *u = chief(p, e), *a = unit_of(p, e, DIFF_OLD);
	struct buf b;

	buf_init(&b, p->o->arena);
	add_promises(p, u, &b);
	if (b.len)
		put_wrapped(p, " ", buf_str(&b));
	if (!u->moved || !a || a->section == 0 ||
	    p->d->side[DIFF_OLD].sections.items[a->section].mate == u->section)
		return;
	buf_init(&b, p->o->arena);
	/* Translators: before the section that a sentence stood in. */
	buf_addf(&b, "(%s ", _("from:"));
	buf_add(&b, section_path(p, DIFF_OLD, a->section));
	buf_addc(&b, ')');
	put_wrapped(p, " ", buf_str(&b));
}

static struct str title_of(const struct printer *p, int side, uint32_t section)
{
	if (section == 0)
		return str_of(_("before the first heading"));
	return p->d->side[side].report->sections.items[section - 1].title;
}

/* "二、… → 三、…", "+ 三、…", "− 二、…". */
static void put_group_title(const struct printer *p, const struct diff_group *g)
{
	uint32_t old = g->section[DIFF_OLD], newer = g->section[DIFF_NEWER];
	struct str a = STR(""), b = STR("");
	struct buf out;

	if (old != DIFF_NONE)
		a = title_of(p, DIFF_OLD, old);
	if (newer != DIFF_NONE)
		b = title_of(p, DIFF_NEWER, newer);
	buf_init(&out, p->o->arena);
	if (!a.len)
		buf_addz(&out, "+ ");
	if (!b.len)
		buf_addz(&out, "− ");
	buf_add(&out, a);
	if (a.len && b.len && !str_eq(a, b))
		buf_addz(&out, " → ");
	if (!str_eq(a, b))
		buf_add(&out, b);
	fputc('\n', p->o->file);
	put_line(p, buf_str(&out));
}

static void put_group(const struct printer *p, const struct diff_group *g)
{
	const struct diff_entry *e = p->d->entries.items + g->entry;
	bool titled = g->section[0] == DIFF_NONE || g->section[1] == DIFF_NONE;

	if (titled)
		put_group_title(p, g);
	for (uint32_t i = 0; i < g->n_entries; i++) {
		struct arena_mark mark = arena_mark(p->o->arena);

		if (!is_told(p, &e[i]))
			continue;
		if (!titled)
			put_group_title(p, g);
		titled = true;
		put_wrapped(p, sign_of(p, &e[i]), entry_text(p, &e[i]));
		put_notes(p, &e[i]);
		arena_rewind(p->o->arena, mark);
	}
}

static void put_head(const struct printer *p)
{
	struct out *o = p->o;

	for (int side = 0; side < DIFF_SIDES; side++) {
		const struct meta *m = &p->d->side[side].report->meta;
		struct buf b;

		buf_init(&b, o->arena);
		buf_addz(&b, side ? "+ " : "− ");
		if (m->year)
			buf_addf(&b, "%u ", m->year);
		if (m->region.len && str_find(m->title, m->region, 0) < 0)
			buf_add(&b, m->region);
		buf_add(&b, m->title);
		put_line(p, buf_str(&b));
	}
	fprintf(o->file, _("new %u, gone %u, reworded %u, moved %u, same %u"),
		p->d->n[DIFF_NEW], p->d->n[DIFF_GONE], p->d->n[DIFF_REWORDED],
		p->d->n[DIFF_MOVED], p->d->n[DIFF_SAME]);
	fputs("; ", o->file);
	fprintf(o->file, _("promises: ▲ stronger %u, ▼ weaker %u"),
		p->d->n_stronger, p->d->n_weaker);
	fputc('\n', o->file);
}

static void print_rows(const struct printer *p, bool people)
{
	const struct diff *d = p->d;

	for (size_t i = 0; i < d->groups.n; i++) {
		const struct diff_group *g = &d->groups.items[i];

		for (uint32_t k = 0; k < g->n_entries; k++) {
			const struct diff_entry *e =
				&d->entries.items[g->entry + k];

			if (!is_told(p, e))
				continue;
			if (people)
				people_row(p, g, e);
			else
				machine_row(p, e);
		}
	}
}

void print_diff(struct out *o, const struct diff *d,
		const struct print_diff *print)
{
	struct printer p = {o, d, print};
	bool people = o->format == OUT_MD || o->format == OUT_HTML;

	if (o->format == OUT_TABLE) {
		put_head(&p);
		for (size_t i = 0; i < d->groups.n; i++)
			put_group(&p, &d->groups.items[i]);
		return;
	}
	if (people)
		out_begin(o, PEOPLE, COUNT_OF(PEOPLE));
	else
		out_begin(o, MACHINE, COUNT_OF(MACHINE));
	print_rows(&p, people);
	out_end(o);
}
