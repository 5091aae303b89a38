#!/bin/sh
# Makes the pictures in docs/screenshots anew, with the Chromium of this machine.
set -eu
cd "$(dirname "$0")/.."
for jdk in "${JAVA_HOME:-}" /usr/lib/jvm/* none; do
    if "$jdk/bin/java" -version 2>&1 | grep -q 'version "25'; then break; fi
done
[ "$jdk" != none ] || { echo "no JDK 25 found: set JAVA_HOME to one" >&2; exit 2; }
mvn -B -ntp -q -pl testing/page-tour -am -Dquick -DskipTests \
    package dependency:build-classpath -Dmdep.outputFile=target/classpath
mkdir -p docs/screenshots
exec "$jdk/bin/java" --enable-native-access=ALL-UNNAMED -Dlogback.configurationFile=simulated-clusters-logback.xml \
    -cp "testing/page-tour/target/classes:$(cat testing/page-tour/target/classpath)" \
    org.registryfleet.pagetour.Screenshots docs/screenshots
