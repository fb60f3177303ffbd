#!/bin/sh
# The arrows between the rooms, held by the include lines: core knows nothing
# above it, only db includes SQLite, only tui/term includes curses, the command
# line sees the browser through one file. Also: no banned call.
cd "${HSVIEW_SOURCE:-.}" || exit 1
n=0

# check NAME: standard input lists the offenders.
check() {
	n=$((n + 1))
	found=$(cat)
	if [ -z "$found" ]; then
		echo "ok $n - $1"
	else
		echo "not ok $n - $1"
		echo "$found" | sed 's/^/# /'
	fi
}

echo 1..12
grep -rnE '#include "(db|tui)/' core | check 'core includes neither db nor tui'
grep -rnE '#include "tui/' db | check 'db does not include tui'
grep -rnE '#include <sqlite3' core tui | check 'only db includes SQLite'
grep -rnE '#include <(n?curses|ncursesw/|term\.h)' core db tui | grep -v '^tui/term/' |
	check 'only tui/term includes curses'
grep -rnE '#include <(n?curses|sqlite3)' --include='*.h' core db tui |
	check 'no header includes curses or SQLite'
grep -rnE '#include <(libxml|archive|uchardet)' core db tui | grep -v '^core/format/' |
	check 'only core/format includes readers of containers'
grep -rnE '#include "tui/(app|browse|view|widget|term)' tui/cli | grep -v '^tui/cli/cmd_browse.c' |
	check 'the command line sees the browser through cmd_browse.c alone'
grep -rnE '#include "core/(outline|extract|report|text)' core/base |
	check 'core/base knows only core/base'
grep -rnE '#include "\.\./' core db tui tests | check 'includes are written from the root'
grep -rnE '\b(strcpy|strcat|sprintf|strtok|atoi|atof|strtod|gets|scanf|system|popen|tmpnam|mktemp|alloca|setjmp)\(' \
	--include='*.[ch]' core db tui | check 'no banned call'
grep -rnE '\b(printf|puts|putchar|exit)\(' --include='*.[ch]' core db tui/view tui/widget |
	check 'no printing and no exit below the command line'
# fold.c gives back what libunistring took
grep -rnE '\b(malloc|calloc|realloc|free)\(' --include='*.[ch]' core | grep -vE '^core/base/(arena|fold)\.c' |
	check 'core takes memory from arenas alone'
