/* libarchive, with its zip reader alone and our limits. */
#include "core/format/zip.h"

#include <archive.h>
#include <archive_entry.h>

enum {
	RATIO = 200,
	RATIO_FROM = 4 << 20, /* bytes below which any ratio is fine */
	CHUNK = 64 << 10
};

struct unzip {
	struct archive *ar;
	struct arena *a;
	size_t packed; /* bytes of the archive */
	size_t total;  /* that came out */
};

static bool is_bomb(const struct unzip *u, size_t more)
{
	size_t out = u->total + more;

	return out > READING_MAX ||
	       (out > RATIO_FROM && out / RATIO > u->packed);
}

static enum reading_fault
read_entry(struct unzip *u, struct archive_entry *entry, struct str *bytes)
{
	char chunk[CHUNK];
	struct buf b;
	la_ssize_t n;

	if (archive_entry_is_encrypted(entry))
		return READING_ENCRYPTED;
	if (archive_entry_size_is_set(entry) &&
	    (archive_entry_size(entry) < 0 ||
	     is_bomb(u, (size_t)archive_entry_size(entry))))
		return READING_BOMB;
	buf_init(&b, u->a);
	while ((n = archive_read_data(u->ar, chunk, sizeof(chunk))) > 0) {
		if (is_bomb(u, b.len + (size_t)n))
			return READING_BOMB;
		buf_add(&b, str_n(chunk, (size_t)n));
	}
	if (n < 0)
		return READING_BROKEN;
	u->total += b.len;
	*bytes = b.len ? buf_str(&b) : STR("");
	return READING_OK;
}

/* As UTF-8 where the archive says that it is, else its bytes. */
static struct str name_of(struct arena *a, struct archive_entry *entry)
{
	const char *name = archive_entry_pathname_utf8(entry);

	if (!name)
		name = archive_entry_pathname(entry);
	return name ? arena_str(a, str_of(name)) : STR("");
}

static enum reading_fault read_all(struct unzip *u, struct zip *z,
				   bool (*want)(struct str))
{
	enum reading_fault fault = READING_OK;
	struct archive_entry *entry;
	size_t n = 0;
	int rc;

	while ((rc = archive_read_next_header(u->ar, &entry)) == ARCHIVE_OK ||
	       rc == ARCHIVE_WARN) {
		struct zip_entry e = {.name = name_of(u->a, entry)};

		if (++n > ZIP_FILES_MAX)
			return READING_MANY;
		if (want && (!want(e.name) ||
			     archive_entry_filetype(entry) != AE_IFREG))
			continue;
		if (want)
			fault = read_entry(u, entry, &e.bytes);
		if (fault != READING_OK)
			return fault;
		*ARRAY_PUSH(u->a, &z->entries) = e;
	}
	return rc == ARCHIVE_EOF ? READING_OK : READING_BROKEN;
}

enum reading_fault zip_read(struct zip *z, struct arena *a, struct str bytes,
			    bool (*want)(struct str name))
{
	struct unzip u = {
		.ar = archive_read_new(), .a = a, .packed = bytes.len};
	enum reading_fault fault = READING_BROKEN;

	*z = (struct zip){0};
	if (!u.ar)
		return READING_BROKEN;
	archive_read_support_format_zip_seekable(u.ar);
	if (archive_read_open_memory(u.ar, bytes.p, bytes.len) == ARCHIVE_OK)
		fault = read_all(&u, z, want);
	archive_read_free(u.ar);
	return fault;
}

struct str zip_get(const struct zip *z, const char *name)
{
	for (size_t i = 0; i < z->entries.n; i++)
		if (str_is(z->entries.items[i].name, name))
			return z->entries.items[i].bytes;
	return STR_NULL;
}
