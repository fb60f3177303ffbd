/* Reading .screen files. */
#include "tests/screens/scenario.h"

#include <stdio.h>

static bool fail(struct scenario *s, const char *what, struct str line)
{
	snprintf(s->error, sizeof(s->error), "%s: %.*s", what, (int)line.len,
		 line.p);
	return false;
}

static bool read_size(struct scenario *s, struct arena *a, struct str value)
{
	struct str rest = value, cols;
	unsigned c, r;
	struct step *step;

	if (!str_split(&rest, 'x', &cols) || !str_to_u32(cols, &c) ||
	    !str_to_u32(rest, &r))
		return fail(s, "no size", value);
	if (s->steps.n == 0) {
		s->rows = (int)r;
		s->cols = (int)c;
		return true;
	}
	step = ARRAY_PUSH(a, &s->steps);
	step->kind = STEP_SIZE;
	step->rows = (int)r;
	step->cols = (int)c;
	return true;
}

static void add_step(struct scenario *s, struct arena *a, enum step_kind kind,
		     struct str text)
{
	struct step *step = ARRAY_PUSH(a, &s->steps);

	step->kind = kind;
	step->text = text;
}

static bool read_line(struct scenario *s, struct arena *a, struct str line)
{
	struct str value = line, word;

	str_split(&value, ' ', &word);
	if (str_is(word, "size"))
		return read_size(s, a, value);
	if (str_is(word, "lang"))
		s->english = str_is(value, "en");
	else if (str_is(word, "term"))
		s->term = arena_cstr(a, value);
	else if (str_is(word, "color"))
		s->mono = str_is(value, "never");
	else if (str_is(word, "kiosk"))
		s->kiosk = true;
	else if (str_is(word, "open"))
		*ARRAY_PUSH(a, &s->files) = arena_cstr(a, value);
	else if (str_is(word, "view"))
		s->view = value;
	else if (str_is(word, "keys"))
		add_step(s, a, STEP_KEYS, value);
	else if (str_is(word, "type"))
		add_step(s, a, STEP_TYPE, value);
	else if (line.p[0] != '#')
		return fail(s, "not understood", line);
	return true;
}

bool scenario_read(struct scenario *s, struct arena *a, struct str bytes)
{
	struct str rest = bytes, line;

	*s = (struct scenario){.rows = 24,
			       .cols = 80,
			       .term = "xterm-256color",
			       .view = STR("library")};
	while (str_split(&rest, '\n', &line) && line.len)
		if (!read_line(s, a, line))
			return false;
	s->header = str_sub(bytes, 0, bytes.len - rest.len);
	s->want = rest;
	return true;
}
