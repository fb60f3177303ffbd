/*
 * Storing in batches. Reports that were parsed wait in an arena; when a
 * transaction fails, its reports are stored one by one, so that each has its
 * own fate.
 */
#include "db/batch.h"

#include <time.h>

#include "db/conn.h"
#include "db/hand.h"
#include "db/metrics.h"
#include "db/stmt.h"

enum {
	WAIT_FILES = 64,
	WAIT_BYTES = 4 << 20, /* of text */
	WAIT_MS = 200,
};

/* A file that was read and is not decided yet. */
struct waiting {
	struct report report;
	struct metrics metrics;
	struct report_source source;
	const char *shown; /* its name for messages */
	bool is_known;	   /* its content is in the library: `id` */
	enum put_result put;
	int64_t id;
	struct error err; /* code ERR_NONE: none */
};

static int64_t now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void batch_fail(struct batch *b, const char *shown, const struct error *err)
{
	struct intake_failure *f = ARRAY_PUSH(b->a, &b->result->failures);

	f->path = arena_str(b->a, str_of(shown));
	f->err = *err;
}

/* A file's fate is decided. */
static void decide(struct batch *b, const struct waiting *w)
{
	struct intake_result *r = b->result;

	if (w->err.code != ERR_NONE) {
		batch_fail(b, w->shown, &w->err);
		return;
	}
	r->n_added += w->put == PUT_ADDED;
	r->n_replaced += w->put == PUT_REPLACED;
	r->n_unchanged += w->put == PUT_UNCHANGED;
	r->last_id = w->id;
}

static bool put(struct batch *b, struct waiting *w)
{
	const struct intake *in = b->in;

	return reports_put(in->lib, &w->report, &w->source, &w->put, &w->id,
			   &w->err) &&
	       (w->put == PUT_UNCHANGED || !in->figures ||
		metrics_replace(in->lib, w->id, &w->metrics, in->version,
				&w->err));
}

/* The report and its figures, or neither. */
static bool store(struct batch *b, struct waiting *w)
{
	struct conn *c = library_conn(b->in->lib);
	struct scope scope;

	error_clear(&w->err);
	return w->is_known || (conn_enter(c, &scope, true, &w->err) &&
			       conn_leave(c, &scope, put(b, w), &w->err));
}

/* Is this the fault of the one report, so that the others go on? */
static bool is_own_fault(const struct error *err)
{
	return err->code == ERR_FORMAT || err->code == ERR_LIMIT;
}

static bool store_together(struct batch *b, struct error *err)
{
	struct library *lib = b->in->lib;

	if (!library_begin(lib, err))
		return false;
	for (size_t i = 0; i < b->list.n; i++) {
		struct waiting *w = &b->list.items[i];

		if (!store(b, w) && !is_own_fault(&w->err)) {
			*err = w->err;
			library_rollback(lib);
			return false;
		}
	}
	return library_commit(lib, err);
}

static void store_alone(struct batch *b, const struct error *why)
{
	/* To wait for the lock once more at each file would take minutes;
	 * a damaged library stays damaged. */
	bool again = why->code == ERR_FULL || why->code == ERR_IO;

	for (size_t i = 0; i < b->list.n; i++) {
		if (again)
			store(b, &b->list.items[i]);
		else
			b->list.items[i].err = *why;
	}
}

void batch_flush(struct batch *b)
{
	struct error err = {0};

	if (b->list.n == 0)
		return;
	if (b->list.n == 1)
		store(b, &b->list.items[0]);
	else if (!store_together(b, &err))
		store_alone(b, &err);
	for (size_t i = 0; i < b->list.n; i++)
		decide(b, &b->list.items[i]);
	b->list.items = NULL;
	b->list.n = b->list.cap = 0;
	b->bytes = 0;
	arena_reset(&b->arena);
}

static uint32_t n_decided(const struct intake_result *r)
{
	return r->n_added + r->n_replaced + r->n_unchanged +
	       (uint32_t)r->failures.n;
}

/* Before each file; false when the caller wants to stop. */
bool batch_announce(struct batch *b, const char *shown)
{
	const struct intake *in = b->in;

	if (b->list.n && now_ms() - b->since > WAIT_MS)
		batch_flush(b);
	if (!b->result->stopped && in->on_file &&
	    !in->on_file(in->data, str_of(shown), n_decided(b->result)))
		b->result->stopped = true;
	return !b->result->stopped;
}

/* What a person said of the report in whose place this one comes. An error
 * comes again when it is stored. */
static void keep_hand(struct batch *b, struct waiting *w)
{
	int64_t id = reports_by_path(b->in->lib, w->source.path, NULL);

	if (id)
		hand_apply(b->in->lib, &b->arena, id, &w->report.meta, NULL);
}

static void parse(struct batch *b, struct waiting *w, const struct document *d)
{
	intake_parse(&w->report, &b->arena, b->in->rules, d);
	keep_hand(b, w);
	if (b->in->figures)
		extract(&w->metrics, &b->arena, b->in->figures, &w->report,
			EXTRACT_ALL);
}

void batch_take(struct batch *b, const char *shown, struct document *doc)
{
	struct waiting w = {.put = PUT_UNCHANGED};

	w.shown = arena_cstr(&b->arena, str_of(shown));
	w.source = doc->source;
	w.id = reports_by_hash(b->in->lib, w.source.sha256, &w.err);
	w.is_known = w.id != 0 && !w.source.anew;
	if (w.err.code != ERR_NONE) {
		batch_fail(b, w.shown, &w.err);
		return;
	}
	if (!w.is_known)
		parse(b, &w, doc);
	b->bytes += doc->bytes.len + doc->reading.text.len;
	if (b->list.n == 0)
		b->since = now_ms();
	*ARRAY_PUSH(&b->arena, &b->list) = w;
	if (b->list.n >= WAIT_FILES || b->bytes >= WAIT_BYTES)
		batch_flush(b);
}
