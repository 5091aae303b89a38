#!/usr/bin/env bash
# Builds the jars and from them the image of every service, of the simulated clusters, too.
set -euo pipefail
cd "$(dirname "$0")/.."
services=(cluster-watcher platform-detector storage-provisioner registry-deployer status-reporter local-fleet)
mvn -B -ntp -q ${MAVEN_OPTIONS:-} -Dquick -DskipTests -pl "$(IFS=,; echo "${services[*]}")" -am package
for service in "${services[@]}"; do
  image=registry-fleet/${service/local-fleet/simulated-clusters}:${FLEET_TAG:-latest}
  echo "$image"
  docker build -q --build-arg SERVICE="$service" -t "$image" . >/dev/null
done
