#pragma once

#include "tui/app.h"

/* Runs the browser on the terminal until the user leaves. `reports` > 0 opens
 * that report, else the library view. False when the terminal cannot be used
 * (dumb, unknown, no tty), with a line that says what to do. */
bool browse(const struct app_setup *setup, int64_t report, struct error *err);
