#!/usr/bin/env bash
# Runs the query of every panel against a Prometheus that has scraped a real run; each must return data, but for panels that say what it means if there is
# none (noValue).
set -euo pipefail
prometheus=${1:?give the URL of a Prometheus}
cd "$(dirname "$0")/dashboards"
total=0 empty=0
while IFS=$'\t' read -r board panel none query; do
  query=${query//\$__rate_interval/2m}
  query=${query//\$job/.+}; query=${query//\$instance/.+}; query=${query//\$cluster/.+}
  total=$((total + 1))
  answer=$(curl -sS --get "$prometheus/api/v1/query" --data-urlencode "query=$query")
  if [ "$(jq -c '[.status, .data.result]' <<<"$answer")" = '["success",[]]' ] && [ "$none" != - ]; then
    [ -z "${SHOW:-}" ] || echo "$board / $panel: $none"
  elif [ "$(jq -r '.status' <<<"$answer")" != success ] || [ "$(jq '.data.result | length' <<<"$answer")" = 0 ]; then
    empty=$((empty + 1))
    printf 'no data: %s / %s\n  %s\n  %s\n' "$board" "$panel" "$query" "$(jq -rc '.error // ""' <<<"$answer")"
  elif [ -n "${SHOW:-}" ]; then
    printf '%s / %s: %s\n' "$board" "$panel" "$(jq -r '[.data.result[] | ((.metric | del(.__name__, .job, .instance) | map(.) | join(" ")) + "=" + .value[1])] | .[0:4] | join(", ")' <<<"$answer")"
  fi
done < <(jq -r '.title as $board | .panels[] | .title as $panel | (.fieldConfig.defaults.noValue // "-") as $none | .targets[] | [$board, $panel, $none, .expr] | @tsv' ./*.json | sed 's/\\"/"/g; s/\\\\/\\/g')
echo "$((total - empty)) of $total queries return data"
[ "$empty" = 0 ]
