#pragma once

#include "core/extract/pass.h"

/*
 * What a token or a value is in its sentence, as the passes about names ask
 * it: verbs, nouns, list marks; counts and ratios.
 */
#define VERB_CLASSES                                                           \
	(BIT(KEEP) | BIT(DROP) | BIT(CUT) | BIT(NEW) | BIT(UP) | BIT(DOWN) |   \
	 BIT(REACH) | BIT(WIN) | BIT(RANK))

enum unit_family quant_family(const struct doc *d, const struct quant *q);
/* In %, 倍 or 个百分点. */
bool quant_is_ratio(const struct doc *d, const struct quant *q);
/* Things or people, or a number without a unit. */
bool quant_is_count(const struct doc *d, const struct quant *q);

/* A verb, and no short word that is one before a number only (高, 多, 达). */
bool token_is_verb(const struct doc *d, uint32_t i);
/* A noun may begin here: no verb, no point. */
bool token_is_noun(const struct doc *d, uint32_t i);
/* The same, or a verb that modifies the noun behind it: 改造项目. */
bool token_opens_noun(const struct doc *d, uint32_t i, uint32_t end);
/* 、 和 */
bool token_is_joint(const struct doc *d, uint32_t i);
/* 就能办结: the verb behind the value and what follows it; may be empty. */
struct range quant_act_behind(const struct doc *d, const struct quant *q);
/* A word for a target that was set at `i`: 目标, 任务. */
bool token_is_goal(const struct doc *d, uint32_t i);
/* 低于8%的预期目标: the value is the target's. `from` is behind the value. */
bool goal_follows(const struct doc *d, uint32_t from);
/* 每年7.5%的速度: what the value is of is told before it. */
bool rate_follows(const struct doc *d, const struct quant *q);
/* Does a word of the class stand before the value, in its clause? */
bool quant_told_by(const struct doc *d, const struct quant *q,
		   class_bits class);
