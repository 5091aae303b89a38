package org.registryfleet.registrydeployer.deployment;

import com.fasterxml.jackson.databind.JsonNode;

import org.registryfleet.registrydeployer.operand.OperandInputs;
import org.registryfleet.registrydeployer.operand.OperandObjects;
import org.registryfleet.registrydeployer.operand.StorageContribution;
import org.registryfleet.stage.view.Observed;

import java.util.List;
import java.util.Map;

/** The registry's environment variables (operand specification, section 11.4). */
final class Environment {

    private static final List<Map.Entry<String, String>> FIXED =
            List.of(
                    Map.entry("REGISTRY_OPENSHIFT_QUOTA_ENABLED", "true"),
                    Map.entry("REGISTRY_STORAGE_CACHE_BLOBDESCRIPTOR", "inmemory"),
                    Map.entry("REGISTRY_STORAGE_DELETE_ENABLED", "true"),
                    Map.entry("REGISTRY_HEALTH_STORAGEDRIVER_ENABLED", "true"),
                    Map.entry("REGISTRY_HEALTH_STORAGEDRIVER_INTERVAL", "10s"),
                    Map.entry("REGISTRY_HEALTH_STORAGEDRIVER_THRESHOLD", "1"),
                    Map.entry("REGISTRY_OPENSHIFT_METRICS_ENABLED", "true"),
                    Map.entry(
                            "REGISTRY_OPENSHIFT_SERVER_ADDR",
                            "image-registry.openshift-image-registry.svc:5000"));

    private Environment() {}

    /** All variables, in the order of the reference operator. The Config must be valid. */
    static EnvironmentList of(OperandInputs inputs, StorageContribution contribution) {
        var spec = inputs.configSpec();
        var env = new EnvironmentList().addAll(contribution.env());
        env.add("REGISTRY_HTTP_ADDR", ":5000").add("REGISTRY_HTTP_NET", "tcp");
        env.addCopied(
                "REGISTRY_HTTP_SECRET",
                spec.path("httpSecret").asText(""),
                OperandObjects.CONFIG,
                "/spec/httpSecret");
        env.add("REGISTRY_LOG_LEVEL", logLevel(spec));
        FIXED.forEach(variable -> env.add(variable.getKey(), variable.getValue()));
        env.addIf(
                spec.path("readOnly").asBoolean(false),
                "REGISTRY_STORAGE_MAINTENANCE_READONLY",
                "{enabled: true}");
        env.addIf(
                spec.path("disableRedirect").asBoolean(false),
                "REGISTRY_STORAGE_REDIRECT_DISABLE",
                "true");
        addProxy(env, inputs);
        ConcurrentRequestLimits.of(spec).forEach(env::add);
        env.add("REGISTRY_HTTP_TLS_CERTIFICATE", "/etc/secrets/tls.crt");
        env.add("REGISTRY_HTTP_TLS_KEY", "/etc/secrets/tls.key");
        TlsSettings.of(spec).forEach(env::add);
        return env;
    }

    static String logLevel(JsonNode spec) {
        return switch (spec.path("logLevel").asText("")) {
            case "Debug", "Trace", "TraceAll" -> "debug";
            default ->
                    switch (spec.path("logging").asInt(0)) {
                        case 0, 2, 3 -> "info";
                        case 1 -> "warn";
                        default -> "debug";
                    };
        };
    }

    private static void addProxy(EnvironmentList env, OperandInputs inputs) {
        addProxy(env, inputs, "HTTP_PROXY", "http", "httpProxy");
        addProxy(env, inputs, "HTTPS_PROXY", "https", "httpsProxy");
        addProxy(env, inputs, "NO_PROXY", "noProxy", "noProxy");
    }

    /** Empty proxy fields of the Config default to the cluster's Proxy. */
    private static void addProxy(
            EnvironmentList env, OperandInputs inputs, String name, String own, String cluster) {
        var ownPointer = "/spec/proxy/" + own;
        var ownValue = inputs.configSpec().path("proxy").path(own).asText("");
        if (!ownValue.isEmpty()) {
            env.addObserved(name, ownValue, OperandObjects.CONFIG, ownPointer);
            return;
        }
        var clusterValue =
                inputs.find(OperandObjects.PROXY)
                        .map(Observed::status)
                        .map(status -> status.path(cluster).asText(""))
                        .orElse("");
        if (!clusterValue.isEmpty()) {
            env.addObserved(name, clusterValue, OperandObjects.PROXY, "/status/" + cluster);
        }
    }
}
