/* Errors as a code, a constant message and its values. */
#include "core/base/error.h"

#include <stdarg.h>

#include "core/base/utf8.h"

bool error_set(struct error *err, enum error_code code, const char *msgid,
	       int n, ...)
{
	va_list ap;

	if (!err)
		return false;
	err->code = code;
	err->msgid = msgid;
	err->n_args = n < ERROR_ARGS ? n : ERROR_ARGS;
	va_start(ap, n);
	for (int i = 0; i < err->n_args; i++) {
		struct str s = str_of(va_arg(ap, const char *));
		size_t len = utf8_cut(s, ERROR_ARG_LEN - 1);

		if (len)
			memcpy(err->args[i], s.p, len);
		err->args[i][len] = '\0';
	}
	va_end(ap);
	return false;
}

void error_clear(struct error *err)
{
	*err = (struct error){.msgid = ""};
}

void error_text(const struct error *err, const char *format, struct buf *out)
{
	int arg = 0;

	for (const char *p = format ? format : ""; *p; p++) {
		if (p[0] == '%' && p[1] == 's') {
			if (arg < err->n_args)
				buf_addz(out, err->args[arg++]);
			p++;
		} else if (p[0] == '%' && p[1] == '%') {
			buf_addc(out, '%');
			p++;
		} else {
			buf_addc(out, *p);
		}
	}
}
