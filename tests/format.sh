#!/bin/sh
# The layout of all C files is clang-format's, by the tree's .clang-format.
cd "${HSVIEW_SOURCE:-.}" || exit 1
echo 1..1
if ! command -v clang-format >/dev/null; then
	echo 'ok 1 - layout # SKIP no clang-format here'
	exit 0
fi
bad=$(find core db tui tests -name '*.[ch]' -exec clang-format -n {} + 2>&1 | grep -c warning)
if [ "$bad" = 0 ]; then
	echo 'ok 1 - every C file is laid out by .clang-format'
else
	echo "not ok 1 - $bad places are not laid out by .clang-format"
fi
