#!/usr/bin/env bash
# Starts each service alone in its container, beside Kafka, and prints how long it took and the processor time it cost:
#   deploy/start-times.sh [ROUNDS]           with the options of docker-compose.yml
# START_OPTIONS=... replaces the JVM's options, for example -XX:AOTMode=off (nothing learnt at build time) or -XX:+UseSerialGC (both
# compilers). SERVICES="..." names some only.
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${1:-3}
read -ra services <<<"${SERVICES:-platform-detector storage-provisioner registry-deployer status-reporter cluster-watcher}"

folder=$(mktemp -d)
compose=(docker compose --project-name registry-fleet-start --file docker-compose.yml --file "$folder/start.json")
trap '"${compose[@]}" down --volumes --timeout 20 >/dev/null 2>&1; rm -rf "$folder"' EXIT
printf 0123456789abcdef0123456789abcdef >"$folder/key"
chmod 755 "$folder"; chmod 444 "$folder/key"
export FLEET_DIGEST_KEY_FILE=$folder/key
# ports of their own would only be in the way of a fleet that runs
jq -n --args '{services: ([$ARGS.positional[] | {(.): ({restart: "no"} + if $ENV.START_OPTIONS then {environment: {JAVA_OPTIONS: $ENV.START_OPTIONS}} else {} end)}] | add)}' \
  "${services[@]}" >"$folder/start.json"
export FLEET_PORT=0 KAFKA_PORT=0

"${compose[@]}" up --detach --wait kafka >/dev/null 2>&1
# the first start of all makes the topics
"${compose[@]}" up --detach --wait --no-deps platform-detector >/dev/null 2>&1
"${compose[@]}" rm --stop --force platform-detector >/dev/null 2>&1

echo "load average $(cut -d' ' -f1-3 /proc/loadavg), $(nproc) processors, options: ${START_OPTIONS-those of docker-compose.yml}"
for service in "${services[@]}"; do
  for _ in $(seq "$rounds"); do
    "${compose[@]}" up --detach --wait --no-deps "$service" >/dev/null 2>&1
    took=$("${compose[@]}" logs --no-log-prefix "$service" | sed -nE 's/.*Started .* in ([0-9.]+) seconds \(process running for ([0-9.]+)\).*/\1 s, since the start of the process \2 s/p')
    # of the JVM alone, without the health checks
    cpu=$("${compose[@]}" exec -T "$service" cat /proc/1/stat | awk '{printf "%.1f", ($14 + $15) / 100}')
    printf '%-20s %s; %s s of processor time until healthy\n' "$service" "$took" "$cpu"
    "${compose[@]}" rm --stop --force --volumes "$service" >/dev/null 2>&1
  done
done
