#!/bin/sh
# Runs a test program. cmocka writes a case that was skipped as
# «not ok N # SKIP», which everybody else reads as a failure.
out=$("$@")
status=$?
printf '%s\n' "$out" | sed 's/^not ok \([0-9]* *# SKIP\)/ok \1/'
exit $status
