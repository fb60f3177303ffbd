#!/bin/sh
# fuzz.sh PROGRAM DICT [FOLDER]: twenty seconds of fuzzing, beginning with the
# samples, or with the files of a folder.
dict=$2
from=${3-$HSVIEW_SOURCE/assets/samples}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
echo 1..1
set -- "$1" -max_total_time=20 -max_len=4096 -timeout=10 -artifact_prefix="$work/"
[ -f "$dict" ] && set -- "$@" "-dict=$dict"
mkdir "$work/new"
if "$@" "$work/new" "$from" >"$work/log" 2>&1; then
	echo "ok 1 - $(grep '^Done' "$work/log")"
	exit 0
fi
echo "not ok 1 - $1"
tail -n 40 "$work/log" | sed 's/^/# /'
for found in "$work"/crash-* "$work"/timeout-* "$work"/leak-*; do
	[ -f "$found" ] && base64 "$found" | sed 's/^/# input: /'
done
exit 1
