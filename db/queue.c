/*
 * The ring of jobs. Only its head is waited for, but all readers are listened
 * to meanwhile, so that none of them stands still at a full pipe.
 */
#include "db/queue.h"

#include <sha256.h>
#include <unistd.h>

#include "db/conn.h"
#include "db/read.h"
#include "db/reports.h"

enum { TICK_MS = 100 };

void queue_init(struct queue *q, struct batch *b)
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);

	*q = (struct queue){.batch = b, .most = QUEUE_MAX};
	if (cores < QUEUE_MAX)
		q->most = cores > 1 ? (size_t)cores : 1;
}

static struct job *job_at(struct queue *q, size_t i)
{
	return &q->jobs[(q->first + i) % QUEUE_MAX];
}

static bool no_reader(const char *path, struct error *err)
{
	char name[128];

	return error_set(
		err, ERR_FORMAT,
		N_("%s is not plain UTF-8, and hsview-reader, which reads other files, is not there"),
		ERR_ARGS_1(conn_name(path, name)));
}

static bool start(const struct intake *in, struct worker *w, struct arena *a,
		  const char *name, const struct document *doc,
		  struct error *err)
{
	char end[READ_END_MAX];
	struct worker_input input = {.program = in->reader,
				     .bytes = doc->bytes,
				     .ext = end,
				     .encoding =
					     in->encoding ? in->encoding : ""};

	if (!in->reader)
		return no_reader(name, err);
	read_end_of_name(name, end);
	return worker_start(w, a, &input, err);
}

/* What the answer means for a document: false when there is none in it. */
static bool take_answer(struct document *doc, struct arena *a, const char *name,
			struct error *err)
{
	struct reading *r = &doc->reading;
	struct buf facts;

	if (r->fault != READING_OK)
		return worker_error(r->fault, name, err);
	doc->source.encoding = r->encoding;
	if (r->kind == READING_TEXT || r->kind == READING_ARCHIVE)
		return true;
	buf_init(&facts, a);
	reading_pack_facts(&facts, r);
	doc->source.facts = buf_str(&facts);
	return true;
}

/* An archive's files are taken in as those of a folder. */
static void take_members(struct queue *q, struct job *from)
{
	struct reading *r = &from->doc.reading;
	struct queue inner;

	queue_init(&inner, q->batch);
	inner.inside = true;
	for (size_t i = 0; i < r->members.n; i++) {
		struct job job = {0};
		struct buf b;

		buf_init(&b, &job.arena);
		buf_addf(&b, "%s/%s", from->shown,
			 arena_cstr(&job.arena, r->members.items[i].name));
		job.shown = buf_cstr(&b);
		if (!batch_announce(q->batch, job.shown)) {
			arena_release(&job.arena);
			break;
		}
		buf_init(&b, &job.arena);
		buf_add(&b, from->doc.source.path);
		buf_addc(&b, '/');
		buf_add(&b, r->members.items[i].name);
		job.doc.source.path = buf_str(&b);
		queue_add(&inner, &job, r->members.items[i].bytes);
	}
	queue_end(&inner);
}

/* The job's strings move to the batch, which outlives it. */
static void take_document(struct queue *q, struct job *job)
{
	struct batch *b = q->batch;
	struct document *doc = &job->doc;
	struct arena *a = &b->arena;

	doc->source.path = arena_str(a, doc->source.path);
	doc->source.file = arena_str(a, doc->source.file);
	doc->source.encoding = arena_str(a, doc->source.encoding);
	doc->source.facts = arena_str(a, doc->source.facts);
	if (!doc->is_read)
		doc->bytes = arena_str(a, doc->bytes);
	batch_take(b, job->shown, doc);
}

/* Unpacks the answer where it may stay. */
static void take_head(struct queue *q, struct job *job)
{
	struct batch *b = q->batch;
	struct error err = {0};
	bool is_archive;

	if (job->doc.is_read) {
		worker_finish(&job->worker, &b->arena, &job->doc.reading);
		if (!take_answer(&job->doc, &job->arena, job->shown, &err)) {
			batch_fail(b, job->shown, &err);
			return;
		}
		b->result->open_cell =
			b->result->open_cell ||
			job->doc.reading.shut_in !=
				(READING_LANDLOCK | READING_SECCOMP);
	}
	is_archive = job->doc.reading.kind == READING_ARCHIVE;
	if (is_archive && q->inside) {
		worker_error(READING_UNKNOWN, job->shown, &err);
		batch_fail(b, job->shown, &err);
	} else if (is_archive) {
		take_members(q, job);
	} else {
		take_document(q, job);
	}
}

static void kill_all(struct queue *q)
{
	for (size_t i = 0; i < q->n; i++) {
		worker_kill(&job_at(q, i)->worker);
		arena_release(&job_at(q, i)->arena);
	}
	q->n = 0;
}

/* False when the caller wanted to stop meanwhile. */
static bool wait_for_head(struct queue *q)
{
	struct worker *w[QUEUE_MAX];

	for (size_t i = 0; i < q->n; i++)
		w[i] = &job_at(q, i)->worker;
	while (worker_wait(w, q->n, TICK_MS))
		if (!batch_announce(q->batch, job_at(q, 0)->shown))
			return false;
	return true;
}

static void finish_head(struct queue *q)
{
	struct job job;

	if (job_at(q, 0)->doc.is_read && !wait_for_head(q)) {
		kill_all(q);
		return;
	}
	job = *job_at(q, 0);
	job.worker.got.arena = &job.arena;
	q->first = (q->first + 1) % QUEUE_MAX;
	q->n--;
	take_head(q, &job);
	arena_release(&job.arena);
}

void queue_end(struct queue *q)
{
	while (q->n)
		finish_head(q);
}

static void fill_source(struct report_source *s, struct str bytes)
{
	struct str path = s->path;
	const char *slash = path.len ? memrchr(path.p, '/', path.len) : NULL;

	if (!s->file.p)
		s->file = slash ? str_sub(path, (size_t)(slash - path.p) + 1,
					  path.len)
				: path;
	s->size = (int64_t)bytes.len;
	SHA256Data((const uint8_t *)bytes.p, bytes.len, s->sha256);
}

/* Is its content in the library already? Then nobody need read it. */
static bool is_known(const struct queue *q, const struct document *doc)
{
	struct error err = {0};

	return reports_by_hash(q->batch->in->lib, doc->source.sha256, &err) !=
	       0;
}

static bool must_read(const struct intake *in, enum judged judged)
{
	return judged == JUDGED_READER || in->encoding ||
	       (judged == JUDGED_DOUBTFUL && in->reader);
}

static void drop(struct queue *q, struct job *job, const struct error *err)
{
	batch_fail(q->batch, job->shown, err);
	arena_release(&job->arena);
}

void queue_add(struct queue *q, struct job *job, struct str bytes)
{
	const struct intake *in = q->batch->in;
	struct document *doc = &job->doc;
	struct error err = {0};
	enum judged judged = read_judge(bytes, job->shown, &err);
	struct job *slot;

	if (judged == JUDGED_REFUSED) {
		drop(q, job, &err);
		return;
	}
	fill_source(&doc->source, bytes);
	doc->bytes = bytes;
	/* who names an encoding means that it was read wrongly */
	doc->source.anew = in->encoding != NULL;
	doc->is_read = must_read(in, judged) &&
		       (doc->source.anew || !is_known(q, doc));
	if (!doc->is_read && q->n == 0) {
		take_document(q, job);
		arena_release(&job->arena);
		return;
	}
	if (q->n == q->most)
		finish_head(q);
	slot = job_at(q, q->n);
	*slot = *job;
	if (doc->is_read &&
	    !start(in, &slot->worker, &slot->arena, job->shown, doc, &err)) {
		drop(q, slot, &err);
		return;
	}
	q->n++;
}

bool queue_read(const struct intake *in, struct arena *a, const char *name,
		struct document *doc, struct error *err)
{
	enum judged judged = read_judge(doc->bytes, name, err);
	struct worker worker, *w = &worker;
	struct arena tmp = {0};

	if (judged == JUDGED_REFUSED)
		return false;
	fill_source(&doc->source, doc->bytes);
	doc->is_read = must_read(in, judged);
	if (!doc->is_read)
		return true;
	if (!start(in, w, &tmp, name, doc, err))
		return false;
	while (worker_wait(&w, 1, TICK_MS))
		;
	worker_finish(w, a, &doc->reading);
	arena_release(&tmp);
	if (doc->reading.kind == READING_ARCHIVE &&
	    doc->reading.fault == READING_OK)
		return error_set(
			err, ERR_FORMAT,
			N_("%s is an archive: import it, or open it with hsview %s"),
			ERR_ARGS_2(name, name));
	return take_answer(doc, a, name, err);
}
