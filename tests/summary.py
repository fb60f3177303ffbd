#!/usr/bin/env python3
"""Counts the single cases of all tests that Meson ran: summary.py BUILD…

Each test speaks TAP. A test that died, timed out or said nothing counts as one
failure. Ends with «N passed, N failed, N skipped»; the status is 1 when
anything failed or nothing passed."""
import json
import re
import sys

passed = failed = skipped = 0
for build in sys.argv[1:]:
    for line in open(f'{build}/meson-logs/testlog.json', encoding='utf-8'):
        test = json.loads(line)
        name = f"{build}: {test['name']}"
        ok = bad = skip = 0
        for row in test.get('stdout', '').splitlines():
            found = re.match(r'(not )?ok\b(.*)', row)
            if not found:
                continue
            if re.search(r'# *skip', found[2], re.I):
                skip += 1
                print(f'skipped {name}:{found[2]}')
            elif found[1]:
                bad += 1
                print(f'FAILED {name}:{found[2]}')
            else:
                ok += 1
        if test['result'] == 'SKIP' and not skip:
            skip = 1
            print(f'skipped {name}')
        elif test['result'] not in ('OK', 'SKIP') and not bad:
            bad = 1
            print(f"FAILED {name}: {test['result']}")
            print(test.get('stdout', '')[-2000:], test.get('stderr', '')[-4000:])
        elif bad:
            print(test.get('stderr', '')[-4000:])
        passed, failed, skipped = passed + ok, failed + bad, skipped + skip
print(f'{passed} passed, {failed} failed, {skipped} skipped')
sys.exit(failed > 0 or passed == 0)
