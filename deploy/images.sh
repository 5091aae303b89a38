#!/usr/bin/env bash
# Builds the jars and from them the image of every service, of the simulated clusters, too.
set -euo pipefail
cd "$(dirname "$0")/.."
modules=(cluster-watcher/service inventory/service fleet-policy/service platform-detector/service storage-provisioner/service registry-deployer/service status-reporter/service testing/local-fleet)
mvn -B -ntp -q ${MAVEN_OPTIONS:-} -Dquick -DskipTests -pl "$(IFS=,; echo "${modules[*]}")" -am package
for module in "${modules[@]}"; do
  service=${module%/service}
  image=registry-fleet/${service/testing\/local-fleet/simulated-clusters}:${FLEET_TAG:-latest}
  echo "$image"
  docker build -q --build-arg MODULE="$module" -t "$image" . >/dev/null
done
