#!/usr/bin/env bash
# Starts the whole control plane with simulated clusters in containers, checks that it works, and takes it down again.
# KEEP=1 leaves it running; PATIENCE=300 (seconds, 60) is for machines that are busy with other things. The images come from deploy/images.sh.
set -euo pipefail
cd "$(dirname "$0")/.."

page=http://127.0.0.1:${FLEET_PORT:-8080}
prometheus=http://127.0.0.1:${PROMETHEUS_PORT:-9090}
clusters=${SIMULATED_CLUSTERS:-12}
# a project of its own, so that no other's volumes are taken down
project=registry-fleet-check
compose=(docker compose --project-name "$project" --profile demo)

say() { printf '%4ds  %s\n' "$SECONDS" "$*"; }
fail() {
  say "FAILED: $*"
  "${compose[@]}" ps --all || true
  "${compose[@]}" logs --tail 15 || true
  exit 1
}
down() {
  if [ -n "${KEEP:-}" ]; then
    say "left running; take it down with: FLEET_DIGEST_KEY_FILE=$FLEET_DIGEST_KEY_FILE docker compose -p $project --profile demo down --volumes"
  else
    remove
  fi
}
remove() { "${compose[@]}" down --volumes --timeout 20 >/dev/null 2>&1; }
query() { curl -fsS --get "$prometheus/api/v1/query" --data-urlencode "query=$1" | jq -r '.data.result[0].value[1] // "0"'; }
# eventually SECONDS WHAT COMMAND...: the command's success, or the end
eventually() {
  local patience=$1 what=$2 end=$((SECONDS + $1)); shift 2
  until "$@" >/dev/null 2>&1; do
    [ "$SECONDS" -lt "$end" ] || fail "not within $patience s: $what"
    sleep 0.5
  done
  say "$what"
}

for tool in docker curl jq; do command -v "$tool" >/dev/null || { echo "$0 needs $tool" >&2; exit 2; }; done

if [ -z "${FLEET_DIGEST_KEY_FILE:-}" ]; then
  # nobody but the owner comes into the folder; the containers are given the file alone
  install -d -m 700 .data/compose
  export FLEET_DIGEST_KEY_FILE=.data/compose/digest.key
  [ -s "$FLEET_DIGEST_KEY_FILE" ] || head -c 32 /dev/urandom | od -An -tx1 | tr -d ' \n' >"$FLEET_DIGEST_KEY_FILE"
  chmod 444 "$FLEET_DIGEST_KEY_FILE"
fi

trap down EXIT
remove
SECONDS=0
"${compose[@]}" up --detach --wait --wait-timeout "${PATIENCE:-60}" || fail "not everything is healthy within ${PATIENCE:-60} s"
say "everything is healthy"
for service in cluster-watcher inventory platform-detector storage-provisioner registry-deployer status-reporter; do
  say "  $("${compose[@]}" logs --no-log-prefix "$service" | grep -o 'Started .* seconds' || echo "$service")"
done

settled() { [ "$(curl -fsS "$page/api/fleet" | jq .settled)" = "$clusters" ]; }
eventually "${PATIENCE:-60}" "all $clusters clusters have settled" settled
curl -fsS "$page/api/fleet" | jq -c .summaries

# their buckets are in the simulated clouds
available() { curl -fsS "$page/api/clusters/$1" | jq -e '.cluster.summary == "Available"'; }
for cluster in aws-1 gcp-1 azure-1; do eventually "${PATIENCE:-60}" "$cluster is available" available "$cluster"; done

registry=http://127.0.0.1:${SCHEMA_REGISTRY_PORT:-8081}/apis/ccompat/v7
registered() { curl -fsS "$registry/subjects/org.registryfleet.events.Outcome/versions/latest"; }
eventually 40 "the schema registry has the events' schemas" registered
say "$(curl -fsS "$registry/subjects" | jq -r 'map(sub(".*\\."; "")) | sort | join(", ")')"

scraped() { [ "$(query 'sum(up{job="registry-fleet"})')" = 7 ]; }
eventually 40 "Prometheus scrapes the seven services" scraped
counted() { [ "$(query 'sum(registryfleet_clusters)')" = "$clusters" ]; }
eventually 40 "Prometheus knows the $clusters clusters" counted

curl -fsS "$prometheus/api/v1/rules" | jq -e '[.data.groups[].rules[]] | length > 10 and all(.[]; .health != "err")' >/dev/null ||
  fail "the rules are not loaded"
say "$(curl -fsS "$prometheus/api/v1/rules" | jq -r '[.data.groups[].rules[].type] | group_by(.) | map("\(length) \(.[0])") | join(", ")') rules are loaded"

curl -fsS "$page/" | grep -qi '<title>' || fail "the page does not answer"
[ "$(curl -s -o /dev/null -w '%{http_code}' -H 'Host: page.example' "$page/api/fleet")" = 400 ] || fail "the page answers to foreign names"
[ "$(curl -fsS "$page/api/clusters" | jq '.clusters | length')" = "$clusters" ] || fail "the page's list is not complete"
say "the page at $page shows the fleet"
# a second look of Prometheus, so that there are rates
sleep 25
deploy/grafana/check-queries.sh "$prometheus" || fail "dashboards without data"
say "memory: $("${compose[@]}" ps --quiet | xargs docker stats --no-stream --format '{{.Name}} {{.MemUsage}}' | sed -E 's/registry-fleet-check-([a-z-]+)-1/\1/; s# / .*##' | paste -sd, | sed 's/,/, /g')"
