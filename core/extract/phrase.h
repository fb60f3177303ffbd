#pragma once

#include "core/extract/pass.h"

/*
 * Noun phrases as ranges of tokens: trimmed of what is no part of a name, and
 * written out without the blanks and line ends inside.
 */

/* Without the words at both ends that name nothing: adverbs, time words,
 * verbs of doing, the reporting region. May become empty. */
struct range phrase_trim(const struct doc *d, struct range r);
/* The part of a clause that names what a value after it is about: behind the
 * last verb of the kind 带动, behind 等; trimmed. */
struct range phrase_subject(const struct doc *d, struct range r);
/* Is there more than verbs in it? */
bool phrase_has_noun(const struct doc *d, struct range r);
/* A measure of what was named before (总量, 占比) and nothing else. */
bool phrase_is_generic(const struct doc *d, struct range r);
/* As text: a slice of the text where nothing has to be left out. */
struct str phrase_text(struct doc *d, struct range r);
struct str phrase_join(struct doc *d, struct str a, struct str b);
/* The tokens of the classes only, joined. */
struct str phrase_words(struct doc *d, struct range r, class_bits classes,
			class_bits except);
