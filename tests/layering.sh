#!/bin/sh
# The arrows between the rooms, held by the include lines: core knows nothing
# above it, only db includes SQLite, only tui/term includes curses, the command
# line sees the browser through one file. Also: no banned call.
cd "${HSVIEW_SOURCE:-.}" || exit 1
n=0

# check NAME OFFENDERS
check() {
	n=$((n + 1))
	if [ -z "$2" ]; then
		echo "ok $n - $1"
	else
		echo "not ok $n - $1"
		echo "$2" | sed 's/^/# /'
	fi
}

echo 1..12
check 'core includes neither db nor tui' "$(
	grep -rnE '#include "(db|tui)/' core
)"
check 'db does not include tui' "$(
	grep -rnE '#include "tui/' db
)"
check 'only db includes SQLite' "$(
	grep -rnE '#include <sqlite3' core tui
)"
check 'only tui/term includes curses' "$(
	grep -rnE '#include <(n?curses|ncursesw/|term\.h)' core db tui | grep -v '^tui/term/'
)"
check 'no header includes curses or SQLite' "$(
	grep -rnE '#include <(n?curses|sqlite3)' --include='*.h' core db tui
)"
check 'only core/format includes readers of containers' "$(
	grep -rnE '#include <(libxml|archive|uchardet)' core db tui | grep -v '^core/format/'
)"
check 'the command line sees the browser through cmd_browse.c alone' "$(
	grep -rnE '#include "tui/(app|browse|view|widget|term)' tui/cli | grep -v '^tui/cli/cmd_browse.c'
)"
check 'core/base knows only core/base' "$(
	grep -rnE '#include "core/(outline|extract|report|text)' core/base
)"
check 'includes are written from the root' "$(
	grep -rnE '#include "\.\./' core db tui tests
)"
check 'no banned call' "$(
	grep -rnE '\b(strcpy|strcat|sprintf|strtok|atoi|atof|strtod|gets|scanf|system|popen|tmpnam|mktemp|alloca|setjmp)\('  --include='*.[ch]' core db tui
)"
check 'no printing and no exit below the command line' "$(
	grep -rnE '\b(printf|puts|putchar|exit)\(' --include='*.[ch]' core db tui/view tui/widget
)"
# fold.c gives back what libunistring took
check 'core takes memory from arenas alone' "$(
	grep -rnE '\b(malloc|calloc|realloc|free)\(' --include='*.[ch]' core | grep -vE '^core/base/(arena|fold)\.c'
)"
