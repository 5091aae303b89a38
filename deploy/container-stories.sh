#!/usr/bin/env bash
# Tells the stories of whole fleets on Kafka's released image instead of the broker in the JVM: kills and restarts of services and of the broker, faulty
# clusters, clouds and records, replay, traces, the project's own scenarios. Without a container engine it says so and does nothing.
#   deploy/container-stories.sh [CLASS...]        some only, such as ReplayIT; any *IT of local-fleet that uses StoryBroker
set -euo pipefail
cd "$(dirname "$0")/.."
stories=("$@")
[ $# -gt 0 ] || stories=(KillAnyServiceIT BrokerOutageIT CaptureDrillIT BadRecordsIT DisturbedApiServerIT UnreachableClusterIT ProviderDownIT SecretCanaryIT
  CloudSecretCanaryIT ReplayIT TracesIT QuiescenceIT OwnScenariosIT)
if ! docker info >/dev/null 2>&1; then
  echo "SKIPPED: no story on Kafka in a container, since no container engine answers on this machine"
  exit 0
fi
mvn -B -ntp ${MAVEN_OPTIONS:-} -Dquick -pl testing/local-fleet -am verify -Dfleet.broker=container -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false \
  -Dit.test="$(IFS=,; echo "${stories[*]}")" -Dfailsafe.failIfNoSpecifiedTests=false
