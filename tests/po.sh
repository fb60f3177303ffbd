#!/bin/sh
# Every message of the sources has a Chinese translation, and no translation
# changes the conversions of its message. Lists what is missing.
set -eu
cd "$HSVIEW_SOURCE"
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
find core db tui -name '*.[ch]' -o -name '*.def' | LC_ALL=C sort >"$tmp/files"
xgettext --language=C --from-code=UTF-8 -k_ -kN_ --no-location --no-wrap \
	-f "$tmp/files" -o "$tmp/all.pot"
echo 1..3
n=0
for po in assets/po/zh_CN.po; do
	msgmerge -q --no-fuzzy-matching --no-wrap -o "$tmp/now.po" "$po" "$tmp/all.pot"
	msgattrib --untranslated --no-obsolete --no-wrap "$tmp/now.po" |
		grep '^msgid "..*"' >"$tmp/missing" || true
	if [ -s "$tmp/missing" ]; then
		echo "not ok 1 - every message is translated"
		sed 's/^/# missing: /' "$tmp/missing"
		n=1
	else
		echo "ok 1 - every message is translated"
	fi
	if msgattrib --only-fuzzy --no-obsolete "$po" | grep -q '^msgid "..*"'; then
		echo "not ok 2 - no translation is a guess"
		n=1
	else
		echo "ok 2 - no translation is a guess"
	fi
	if msgfmt -c -o /dev/null "$po" 2>"$tmp/err"; then
		echo "ok 3 - the translations are well formed"
	else
		echo "not ok 3 - the translations are well formed"
		sed 's/^/# /' "$tmp/err"
		n=1
	fi
done
exit $n
