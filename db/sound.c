/* The checks behind report_is_sound. Linear in the text. */
#include "db/sound.h"

#include "core/base/utf8.h"

static bool is_edge(struct str s, size_t off)
{
	return off == s.len ||
	       (off < s.len && ((unsigned char)s.p[off] & 0xc0) != 0x80);
}

static bool is_stretch(struct str s, uint32_t off, uint32_t len)
{
	return off <= s.len && len <= s.len - off && is_edge(s, off) &&
	       is_edge(s, (size_t)off + len);
}

static bool are_paras_sound(const struct report *r)
{
	size_t end = 0;

	for (size_t i = 0; i < r->paras.n; i++) {
		const struct para *p = &r->paras.items[i];

		if (p->off < end || p->len == 0 ||
		    !is_stretch(r->text.bytes, p->off, p->len) ||
		    (unsigned)p->kind >= PARA_KIND_COUNT)
			return false;
		end = (size_t)p->off + p->len;
	}
	return true;
}

static bool are_sections_sound(const struct report *r)
{
	uint32_t from = 0;

	for (size_t i = 0; i < r->sections.n; i++) {
		const struct section *s = &r->sections.items[i];

		if (s->off < from || s->level == 0 ||
		    !is_stretch(r->text.bytes, s->off, s->len) ||
		    s->time >= SECTION_TIME_COUNT)
			return false;
		if (s->parent != SECTION_NONE &&
		    (s->parent >= i ||
		     r->sections.items[s->parent].level >= s->level))
			return false;
		from = s->off;
	}
	return true;
}

bool report_is_sound(const struct report *r)
{
	return r->text.bytes.len <= UINT32_MAX &&
	       utf8_is_valid(r->text.bytes) && are_paras_sound(r) &&
	       are_sections_sound(r);
}
