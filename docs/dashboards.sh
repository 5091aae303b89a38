#!/usr/bin/env bash
# Writes docs/dashboards.md and the pictures of the dashboards' data anew: runs deploy/compose-check.sh, asks its Prometheus for what every panel asks for,
# and draws the answers where the dashboards have their panels. Needs Chromium besides. PROMETHEUS=URL takes a Prometheus that runs already.
set -euo pipefail
cd "$(dirname "$0")/.."
chromium=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome)}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

if [ -z "${PROMETHEUS:-}" ]; then
  PROMETHEUS=http://127.0.0.1:${PROMETHEUS_PORT:-9090}
  KEEP=1 deploy/compose-check.sh
  trap 'FLEET_DIGEST_KEY_FILE=${FLEET_DIGEST_KEY_FILE:-.data/compose/digest.key} docker compose -p registry-fleet-check --profile demo down --volumes --timeout 20 >/dev/null 2>&1; rm -rf "$work"' EXIT
fi

# ask QUERY now|range: each series as it is, or its last five minutes
ask() {
  local now; now=$(date +%s)
  if [ "$2" = now ]; then
    curl -fsS --get "$PROMETHEUS/api/v1/query" --data-urlencode "query=$1" | jq '.data.result |= map(.values = [.value])'
    return
  fi
  curl -fsS --get "$PROMETHEUS/api/v1/query_range" --data-urlencode "query=$1" -d "start=$((now - 300))" -d "end=$now" -d step=5
}

# draw BOARD: the picture of one dashboard
draw() {
  local board=$1 cluster='.+' name; name=$(basename "$board" .json)
  [ "$name" != fleet-cluster ] || cluster=aws-1
  : >"$work/panels"
  while IFS= read -r target; do
    local query; query=$(jq -r .expr <<<"$target")
    query=${query//\$__rate_interval/2m}; query=${query//\$job/.+}; query=${query//\$instance/.+}; query=${query//\$cluster/$cluster}
    ask "$query" "$(jq -r 'if .instant then "now" else "range" end' <<<"$target")" | jq -c --argjson target "$target" '{target: $target, result: .data.result}' >>"$work/panels"
  done < <(jq -c '.panels[] | . as $panel | .targets[] | {expr, instant: (.instant // false), legend: (.legendFormat // ""), id: $panel.id, title: $panel.title, grid: $panel.gridPos, type: $panel.type, unit: ($panel.fieldConfig.defaults.unit // ""), none: ($panel.fieldConfig.defaults.noValue // "no data")}' "$board")
  jq -rs --arg title "$(jq -r .title "$board")" -f docs/dashboards.jq "$work/panels" >"$work/$name.html"
  local height; height=$(jq '[.panels[].gridPos | .y + .h] | max * 30 + 60' "$board")
  "$chromium" --headless --no-sandbox --hide-scrollbars --disable-gpu --window-size=1400,"$height" \
    --screenshot="docs/screenshots/data-$name.png" "file://$work/$name.html" >/dev/null 2>&1
}

for board in deploy/grafana/dashboards/*.json; do draw "$board"; done
{
  cat <<'TEXT'
# What the dashboards show

The data of every panel, from a Prometheus that had scraped a run of `deploy/compose-check.sh` with 12 simulated clusters. Made by `docs/dashboards.sh`;
the pictures are not Grafana's, they put the answers where the dashboards have their panels.

TEXT
  for board in deploy/grafana/dashboards/*.json; do
    printf '![%s](screenshots/data-%s.png)\n\n' "$(jq -r .title "$board")" "$(basename "$board" .json)"
  done
  printf 'The answer to each query, its first four series:\n\n```\n'
  SHOW=1 deploy/grafana/check-queries.sh "$PROMETHEUS"
  printf '```\n'
} >"$work/dashboards.md"
mv "$work/dashboards.md" docs/dashboards.md
