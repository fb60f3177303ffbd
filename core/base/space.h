#pragma once

#include <stdbool.h>
#include <stdint.h>

/*
 * What is white space: blanks, which take room, and line ends, which are
 * joined when a paragraph is shown. The two sets together are Unicode's
 * White_Space.
 */
static inline bool space_is_line_end(uint32_t cp)
{
	return (cp >= '\n' && cp <= '\r') || cp == 0x85 || cp == 0x2028 ||
	       cp == 0x2029;
}

static inline bool space_is_blank(uint32_t cp)
{
	if (cp < 0x80)
		return cp == ' ' || cp == '\t';
	return cp == 0x3000 || cp == 0xa0 || (cp >= 0x2000 && cp <= 0x200a) ||
	       cp == 0x202f || cp == 0x205f || cp == 0x1680;
}

static inline bool space_is(uint32_t cp)
{
	return space_is_blank(cp) || space_is_line_end(cp);
}
