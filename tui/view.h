#pragma once

#include "core/base/arena.h"
#include "core/base/buf.h"

#include "tui/action.h"
#include "tui/term/draw.h"

/*
 * A view: something that fills the screen, or an overlay that lies over the
 * view below it. An instance lives on the heap with its own arena (a struct
 * that begins with `struct view`); the same kind may stand on the stack
 * twice. Views never read keys: they are called with actions.
 */
struct app;
struct view;

enum view_result {
	VIEW_HANDLED,
	VIEW_IGNORED, /* let the app try it */
	VIEW_CLOSE,   /* take me off the stack */
};

struct view_ops {
	const char *name;
	/* What is below shines through: draw it first. */
	bool overlay;
	/* Contexts for keys now (they depend on the pane with the focus). */
	unsigned (*contexts)(const struct view *v);
	/* Draws everything, into the rectangle. May wrap and fetch rows. */
	void (*draw)(struct view *v, struct draw *d, struct rect r);
	enum view_result (*action)(struct view *v, enum action_id id,
				   const struct action_arg *arg);
	/* A key that is no action (prompts; Han text); may be NULL. */
	enum view_result (*key)(struct view *v, uint32_t key);
	/* What the status line tells: left and right part; may be NULL. */
	void (*status)(struct view *v, struct buf *left, struct buf *right);
	/* Work that need not be done before the first look: called when the
	 * frame is shown and no key waits. False when there is none (left);
	 * may be NULL. */
	bool (*work)(struct view *v);
	/* The report at hand (id), 0 = none; may be NULL. */
	int64_t (*report)(const struct view *v);
	/* The library changed: fetch again; may be NULL. */
	void (*reload)(struct view *v);
	/* Keep what is to be kept, release the arena, free the view. */
	void (*close)(struct view *v);
};

struct view {
	const struct view_ops *ops;
	struct app *app;
	struct arena arena;
	struct view *below; /* on the stack */
};

/* A zeroed view of `size` bytes (its first member is struct view). */
void *view_new(size_t size, const struct view_ops *ops, struct app *app);
/* Releases its arena and frees it; the last call of a close(). */
void view_free(struct view *v);
