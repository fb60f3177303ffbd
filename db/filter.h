#pragma once

struct sqlite3;

/*
 * fields_match(words, title, region, file, year): the SQL function behind the
 * list's filter. Each of the words must stand in one of the fields; ASCII case
 * and full-width forms make no difference.
 * folded_has(field, word): does the field, folded, hold the folded word?
 * Returns SQLite's code.
 */
int filter_register(struct sqlite3 *sql);
