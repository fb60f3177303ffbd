/* JSON strings. */
#include "core/base/json.h"

#include "core/base/clean.h"
#include "core/base/utf8.h"

static void add_escaped(struct buf *out, uint32_t cp)
{
	if (cp == '\n') {
		buf_addz(out, "\\n");
	} else if (cp == '\t') {
		buf_addz(out, "\\t");
	} else if (cp == '\r') {
		buf_addz(out, "\\r");
	} else if (cp > 0xffff) {
		cp -= 0x10000;
		buf_addf(out, "\\u%04x\\u%04x", 0xd800 + (cp >> 10),
			 0xdc00 + (cp & 0x3ff));
	} else {
		buf_addf(out, "\\u%04x", cp);
	}
}

void json_string(struct buf *out, struct str s)
{
	size_t n;

	buf_addc(out, '"');
	for (size_t i = 0; i < s.len; i += n) {
		uint32_t cp = utf8_decode(s, i, &n);

		if (cp == '"' || cp == '\\') {
			buf_addc(out, '\\');
			buf_addc(out, (char)cp);
		} else if (clean_is_unsafe(cp)) {
			add_escaped(out, cp);
		} else {
			buf_add_cp(out, cp);
		}
	}
	buf_addc(out, '"');
}
