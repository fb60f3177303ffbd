/*
 * Which rules made the metrics: a hash (FNV-1a) over the word tables and a
 * number that whoever changes the passes or the outline raises. All tables
 * count, those of the outline as well, because sections give figures their
 * year: to read once more than needed does no harm.
 */
#include "core/extract/extract.h"

/* Raise it with every change of code that gives other records. */
enum { CODE_VERSION = 12 };

static uint64_t hash_bytes(uint64_t h, struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		h = (h ^ (unsigned char)s.p[i]) * 1099511628211u;
	return h;
}

int64_t extract_rules_version(const struct assets *assets)
{
	uint64_t h = 14695981039346656037u + CODE_VERSION;

	for (size_t i = 0; i < assets->n; i++) {
		struct str name = str_of(assets->items[i].name);

		if (!str_has_prefix(name, STR("lexicon/")) ||
		    !str_has_suffix(name, STR(".tsv")))
			continue;
		h = hash_bytes(h, name);
		h = hash_bytes(h, assets->items[i].bytes);
	}
	return (int64_t)(h >> 1 | 1);
}
