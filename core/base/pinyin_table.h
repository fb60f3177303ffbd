#pragma once

#include <stdint.h>

/*
 * The readings of Han characters, as assets/pinyin.py makes them: by code
 * point a syllable's number (0 none), or with PINYIN_LIST set the place in
 * PINYIN_LISTS where several stand, the last with PINYIN_LIST set.
 */
enum { PINYIN_FIRST = 0x3400, PINYIN_LAST = 0x9fff, PINYIN_LIST = 0x8000 };

extern const char PINYIN_SYLLABLES[][8];
extern const uint16_t PINYIN_OF[];
extern const uint16_t PINYIN_LISTS[];
