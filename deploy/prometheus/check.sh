#!/usr/bin/env bash
# Checks the rules and runs their unit tests with promtool (Debian: package prometheus). Without it: says so and passes.
set -euo pipefail
cd "$(dirname "$0")"
for alert in $(grep -oE 'runbook_url: .*' rules/alerts.yml | cut -d' ' -f2 | sort -u); do
  [ -f "../../$alert" ] || { echo "there is no runbook $alert" >&2; exit 1; }
done
for alert in $(grep -oE '^ +- alert: .*' rules/alerts.yml | awk '{print $3}'); do
  grep -q "alertname: $alert\b" tests/*.yml || { echo "the alert $alert has no test" >&2; exit 1; }
done
command -v promtool >/dev/null || { echo "no promtool: the rules' own tests are left out (apt-get install prometheus)"; exit 0; }
promtool check rules rules/*.yml
promtool test rules tests/*.yml
