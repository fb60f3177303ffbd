/* OSC 52 and its base64. */
#include "tui/term/osc52.h"

enum { SCREEN_PIECE = 600 }; /* bytes that screen takes at once */

bool osc52_is_for(struct str term)
{
	return !str_has_prefix(term, STR("vt")) && !str_is(term, "linux") &&
	       !str_has_prefix(term, STR("linux-"));
}

static void add_base64(struct buf *out, struct str s)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				     "abcdefghijklmnopqrstuvwxyz0123456789+/";

	for (size_t i = 0; i < s.len; i += 3) {
		size_t n = s.len - i < 3 ? s.len - i : 3;
		uint32_t bits = 0;

		for (size_t k = 0; k < 3; k++)
			bits = bits << 8 |
			       (k < n ? (unsigned char)s.p[i + k] : 0);
		for (size_t k = 0; k < 4; k++)
			buf_addc(out,
				 k > n ? '='
				       : digits[bits >> (18 - 6 * k) & 63]);
	}
}

static void add_pieces(struct buf *out, struct str s)
{
	for (size_t i = 0; i < s.len; i += SCREEN_PIECE) {
		buf_addz(out, "\033P");
		buf_add(out, str_sub(s, i, i + SCREEN_PIECE));
		buf_addz(out, "\033\\");
	}
}

bool osc52_add(struct buf *out, struct str text, bool screen)
{
	struct buf b;

	if (text.len > OSC52_MOST)
		return false;
	buf_init(&b, out->arena);
	buf_addz(&b, "\033]52;c;");
	add_base64(&b, text);
	buf_addc(&b, '\a');
	if (screen)
		add_pieces(out, buf_str(&b));
	else
		buf_add(out, buf_str(&b));
	return true;
}
