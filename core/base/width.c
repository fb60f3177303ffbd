/* Columns, by wcwidth. */
#include "core/base/width.h"

#include <wchar.h>

#include "core/base/utf8.h"

int width_cp(uint32_t cp)
{
	int w;

	if (cp < 0x7f)
		return cp >= 0x20;
	/* The Han block, most of what is asked: spares the library call. */
	if (cp >= 0x4e00 && cp <= 0x9fff)
		return 2;
	w = wcwidth((wchar_t)cp);
	return w < 0 ? 1 : w;
}

size_t width_str(struct str s)
{
	size_t cols = 0, n;

	for (size_t i = 0; i < s.len; i += n)
		cols += (size_t)width_cp(utf8_decode(s, i, &n));
	return cols;
}

size_t width_fit(struct str s, size_t cols, size_t *used)
{
	size_t i = 0, sum = 0, n;

	while (i < s.len) {
		size_t w = (size_t)width_cp(utf8_decode(s, i, &n));

		if (sum + w > cols)
			break;
		sum += w;
		i += n;
	}
	if (used)
		*used = sum;
	return i;
}
