/*
 * Leads: sentences that head the text behind them, in the same paragraph or
 * on a line of their own. Candidates are collected first, so that each can be
 * judged beside its siblings; those that stay are put among the heads.
 */
#include "core/base/utf8.h"
#include "core/outline/glyph.h"
#include "core/outline/lead.h"
#include "core/outline/mark.h"
#include "core/outline/rules.h"
#include "core/outline/scan.h"

enum {
	PARA_MIN = 60, /* characters of a paragraph that could have a lead */
	NEXT_MIN = 40, /* of the paragraph below a lead on its own line */
	LINE_MOST = 45,
	LINES_SURE = 5,	     /* so many and a short one alone is one */
	TROUBLE_BYTES = 400, /* where a paragraph says that it tells trouble */
	LONELY = 4,	     /* a run with fewer than one in so many has none */
	CHORUS_NEAR = 16     /* leads to look at on either side */
};

struct work {
	struct leads leads;
	ARRAY_OF(struct run) runs;
	uint32_t lines;	 /* likely leads on lines of their own */
	uint32_t *heads; /* by block: index of its head + 1, or 0 */
};

static bool is_address(const struct outline *o, struct str s)
{
	return scan_cue_prefix(o, s, CUE_ADDRESS) > 0;
}

static const struct block *next_body(const struct outline *o, size_t i)
{
	for (i++; i < o->end; i++)
		if (o->blocks.items[i].kind == PARA_BODY)
			return &o->blocks.items[i];
	return NULL;
}

/* Up to three. */
static uint8_t count_sentences(struct str s, size_t at)
{
	size_t body;
	uint8_t n = 0;

	for (; at < s.len && n < 3; n++)
		at = scan_sentence(s, at, &body);
	return n;
}

/* The first sentence of a block as a lead, or the block as a whole. */
static void collect_first(struct outline *o, struct work *w, size_t i,
			  bool first)
{
	const struct block *b = &o->blocks.items[i], *next = next_body(o, i);
	struct str whole = block_str(o, b), s = scan_plain(o, whole), title;
	size_t body, end = scan_sentence(s, 0, &body), len;
	struct lead *l;

	if (is_address(o, s) || body == s.len || body == 0)
		return;
	if (mark_at(s, o->markdown).kind != MARK_NONE)
		return; /* outline_heads has judged it */
	if (end == s.len && (!next || next->cps < NEXT_MIN))
		return;
	l = ARRAY_PUSH(o->tmp, &w->leads);
	title = scan_plain(o, str_sub(s, 0, body));
	l->off = (uint32_t)(title.p - o->s.p);
	l->len = (uint32_t)title.len;
	l->block = (uint32_t)i;
	l->run = (uint32_t)w->runs.n - 1;
	l->first = first;
	l->form = end == s.len ? FORM_LINE : FORM_LEAD;
	l->bold = end < s.len &&
		  (end == b->first ||
		   (s.p > whole.p && str_find(title, STR("*"), 0) < 0));
	l->trouble = scan_cue(o, str_sub(s, 0, TROUBLE_BYTES), CUE_TROUBLE,
			      &len) >= 0;
	l->sentences = count_sentences(s, end);
	l->after = end == s.len ? 0 : b->cps - glyph_count(str_sub(s, 0, end));
	if (l->after < NEXT_MIN && next)
		l->after += next->cps;
	lead_read(o, l);
}

static void count_in_run(struct work *w, const struct outline *o, size_t i,
			 const struct lead *l, bool marked)
{
	struct run *r = &w->runs.items[w->runs.n - 1];

	r->paras += o->blocks.items[i].cps >= PARA_MIN ||
		    (l && l->form == FORM_LINE);
	r->marked += marked;
	r->leads += marked || (l && lead_is_likely(l));
	r->shaped += l && l->form == FORM_LEAD && lead_is_shaped(l);
	w->lines += l && l->form == FORM_LINE && lead_is_likely(l);
	r->lines += l && l->form == FORM_LINE && lead_is_likely(l);
}

/* A head that stands alone, or a numbered chapter, begins a new run. */
static bool begins_run(const struct head *h)
{
	return h->form == FORM_LINE || h->mark.kind == MARK_HAN ||
	       h->mark.kind == MARK_HAN_PAREN;
}

static void collect(struct outline *o, struct work *w)
{
	bool first = true;

	ARRAY_PUSH(o->tmp, &w->runs);
	for (size_t i = o->body; i < o->notes; i++) {
		const struct block *b = &o->blocks.items[i];
		const struct head *h =
			w->heads[i] ? &o->heads.items[w->heads[i] - 1] : NULL;
		size_t before = w->leads.n;

		if (b->kind != PARA_BODY)
			continue;
		if (h && begins_run(h)) {
			ARRAY_PUSH(o->tmp, &w->runs);
			first = true;
		}
		if (h) {
			count_in_run(w, o, i, NULL, h->form != FORM_LINE);
			continue;
		}
		collect_first(o, w, i, first);
		count_in_run(w, o, i,
			     w->leads.n > before
				     ? &w->leads.items[w->leads.n - 1]
				     : NULL,
			     false);
		first = false;
	}
}

/* Do three or more lines near it begin alike (这是…的五年)? */
static bool is_chorus(const struct outline *o, const struct work *w, size_t at)
{
	const struct lead *l = &w->leads.items[at];
	struct str s = str_n(o->s.p + l->off, l->len);
	struct str start = str_sub(s, 0, utf8_offset(s, 2));
	size_t alike = 0, from = at > CHORUS_NEAR ? at - CHORUS_NEAR : 0;

	for (size_t k = from; k < w->leads.n && k < at + CHORUS_NEAR; k++) {
		const struct lead *m = &w->leads.items[k];

		alike += m->run == l->run && m->form == l->form &&
			 str_has_prefix(str_n(o->s.p + m->off, m->len), start);
	}
	return alike >= 3;
}

/* A sentence on a line of its own heads what is below when others do. */
static void judge_line(const struct outline *o, const struct work *w, size_t at)
{
	struct lead *l = &w->leads.items[at];
	const struct run *r = &w->runs.items[l->run];

	if (l->cps > LINE_MOST || l->figure || l->announce || l->cps < 4)
		return;
	else if ((r->lines >= 2 ||
		  (w->lines >= LINES_SURE && lead_is_shaped(l))) &&
		 lead_is_likely(l) && !l->copula)
		l->rule = "line.lead";
	else if ((l->clauses == 1 || l->span) && is_chorus(o, w, at))
		l->rule = "line.chorus";
	else
		return;
	l->keep = true;
}

/* Is the lead of the paragraph before or after it of the same make? */
static bool has_neighbour(const struct work *w, size_t k)
{
	const struct lead *l = &w->leads.items[k];

	for (size_t i = k ? k - 1 : k; i <= k + 1 && i < w->leads.n; i++) {
		const struct lead *m = &w->leads.items[i];
		uint32_t apart = m->block > l->block ? m->block - l->block
						     : l->block - m->block;

		if (i != k && m->run == l->run && apart <= 2 &&
		    lead_is_likely(m) && (m->act == l->act || m->span))
			return true;
	}
	return false;
}

/* The paragraph right below a sentence on its own line is its text. */
static bool is_below_line(const struct work *w, size_t k)
{
	const struct lead *l = &w->leads.items[k];

	return k && l[-1].keep && l[-1].form == FORM_LINE &&
	       l[-1].block + 1 == l->block;
}

static void count_kept(struct work *w)
{
	for (size_t k = 0; k < w->leads.n; k++) {
		const struct lead *l = &w->leads.items[k];
		struct run *r = &w->runs.items[l->run];

		if (!l->keep || l->form == FORM_LINE || l->bold)
			continue;
		r->kept++;
		r->longest = l->cps > r->longest ? l->cps : r->longest;
		r->clauses = l->clauses > r->clauses ? l->clauses : r->clauses;
	}
}

/* The few among many that are headings become headings, too. */
static void join_siblings(struct work *w)
{
	count_kept(w);
	for (size_t k = 0; k < w->leads.n; k++) {
		struct lead *l = &w->leads.items[k];

		if (l->keep || l->form == FORM_LINE || is_below_line(w, k) ||
		    !lead_may_join(l, &w->runs.items[l->run]))
			continue;
		l->keep = true;
		l->rule = "lead.sibling";
	}
}

static void judge(struct outline *o, struct work *w)
{
	for (size_t k = 0; k < w->leads.n; k++) {
		struct lead *l = &w->leads.items[k];

		l->alike = has_neighbour(w, k);
		if (l->form != FORM_LINE && is_below_line(w, k)) {
			l->rule = "lead.below-line";
			continue;
		}

		if (l->form == FORM_LINE)
			judge_line(o, w, k);
		else
			lead_judge(o, l, &w->runs.items[l->run]);
		if (l->form == FORM_LEAD && l->span && !l->keep &&
		    lead_may_sum_up(l) && is_chorus(o, w, k)) {
			l->keep = true;
			l->rule = "lead.span-chorus";
		}
	}
}

static void add_lead(struct outline *o, struct heads *out, const struct lead *l)
{
	*ARRAY_PUSH(o->tmp, out) =
		(struct head){.off = l->off,
			      .len = l->len,
			      .block = l->block,
			      .mark = l->mark,
			      .form = l->form,
			      .bold = l->bold,
			      .turn = l->turn,
			      .span = l->span,
			      .sentence = l->form == FORM_LINE,
			      .rule = l->rule};
}

/* The topics inside block `i`, behind its own heading. A block that a plain
 * lead heads is one topic; one that a chapter or a summary heads may hold
 * several. */
static void add_inner(struct outline *o, struct work *w, size_t i,
		      size_t before, struct heads *out)
{
	const struct block *next = next_body(o, i);
	struct lead turn;
	const struct block *b = &o->blocks.items[i];
	const struct head *own = out->n > before ? &out->items[before] : NULL;
	struct leads inner = {0};
	bool turned;

	if (b->kind != PARA_BODY)
		return;
	if (own && (own->form == FORM_LINE || (!own->mark.kind && !own->span)))
		return;
	lead_find_inner(o, i, own, next ? next->cps : 0, &inner);
	if (own)
		out->items[before].opens = inner.n > 0;
	turned = !own && before > 0 &&
		 lead_find_turn(o, i, &w->leads, inner.n, &turn);
	if (turned)
		add_lead(o, out, &turn);
	for (size_t j = 0; j < inner.n; j++) {
		if (turned && inner.items[j].off < turn.off + turn.len)
			continue;
		add_lead(o, out, &inner.items[j]);
		out->items[out->n - 1].led = own != NULL;
	}
}

/* Puts leads and topics among the heads, in the order of the text. */
static void merge(struct outline *o, struct work *w)
{
	struct heads out = {0};
	size_t k = 0;

	for (size_t i = o->body; i < o->notes; i++) {
		size_t before = out.n;

		if (w->heads[i])
			*ARRAY_PUSH(o->tmp, &out) =
				o->heads.items[w->heads[i] - 1];
		for (; k < w->leads.n && w->leads.items[k].block <= i; k++)
			if (w->leads.items[k].keep)
				add_lead(o, &out, &w->leads.items[k]);
		add_inner(o, w, i, before, &out);
	}
	for (size_t i = 0; i < o->heads.n; i++)
		if (o->heads.items[i].block >= o->notes)
			*ARRAY_PUSH(o->tmp, &out) = o->heads.items[i];
	o->heads = out;
}

/* One or two among many paragraphs are no table of contents. */
static void drop_lonely(const struct outline *o, struct work *w)
{
	if (o->article)
		return;
	for (size_t k = 0; k < w->runs.n; k++)
		w->runs.items[k].kept = 0;
	for (size_t k = 0; k < w->leads.n; k++)
		w->runs.items[w->leads.items[k].run].kept +=
			w->leads.items[k].keep;
	for (size_t k = 0; k < w->leads.n; k++) {
		struct lead *l = &w->leads.items[k];
		const struct run *r = &w->runs.items[l->run];

		if (!l->keep || l->bold || l->span || l->form == FORM_LINE ||
		    (r->kept + r->marked) * LONELY >= r->paras)
			continue;
		l->keep = false;
		l->rule = "lead.lonely";
	}
}

/* Do a third of the chapters and summaries that run into their text hold
 * topics? */
static bool is_topical(const struct outline *o)
{
	size_t tried = 0, found = 0;

	for (size_t i = 0; i < o->heads.n; i++) {
		const struct head *h = &o->heads.items[i];

		if (h->form != FORM_LEAD || (!h->mark.kind && !h->span))
			continue;
		tried++;
		found += h->opens;
	}
	return found >= 2 && found * 3 >= tried;
}

void outline_leads(struct outline *o)
{
	struct work w = {0};
	struct heads marked;

	w.heads = arena_calloc(o->tmp, o->blocks.n + 1, sizeof(*w.heads));
	for (size_t i = 0; i < o->heads.n; i++)
		w.heads[o->heads.items[i].block] = (uint32_t)i + 1;
	collect(o, &w);
	judge(o, &w);
	join_siblings(&w);
	drop_lonely(o, &w);
	marked = o->heads;
	merge(o, &w);
	o->topical = is_topical(o);
	if (o->topical) {
		o->heads = marked;
		merge(o, &w);
	}
}
