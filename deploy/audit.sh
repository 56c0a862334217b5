#!/bin/sh
# `make audit`: known vulnerabilities of what requirements.lock installs. 0 = none, 1 = some, 2 = nobody could be asked.
set -u
tool=build/audit
"$1" -m venv "$tool" && "$tool/bin/pip" install --quiet --disable-pip-version-check pip-audit==2.10.1 || {
    echo "not audited: pip-audit cannot be installed here" >&2
    exit 2
}
rm -f build/audit.json
"$tool/bin/pip-audit" --requirement requirements.lock --disable-pip --no-deps --progress-spinner off \
    --format json --output build/audit.json 2>build/audit.log
found=$?
if [ ! -s build/audit.json ]; then
    tail -n 3 build/audit.log >&2
    echo "not audited: no advisory database is reachable (the log is build/audit.log)" >&2
    exit 2
fi
"$tool/bin/python" -c '
import json, sys
packages = json.load(open("build/audit.json"))["dependencies"]
skipped = [p for p in packages if "skip_reason" in p]
for p in packages:
    for v in p.get("vulns", ()):
        print(p["name"], p["version"], v["id"], "fixed in", ", ".join(v["fix_versions"]) or "no version yet")
if skipped and len(skipped) == len(packages):
    sys.exit("not audited: the advisory database knows none of the packages")
print(len(packages) - len(skipped), "packages audited,", len(skipped), "unknown to the database")
' || exit 2
exit $found
