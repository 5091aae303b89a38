package org.registryfleet.storageprovisioner.objectstore.swift;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.stage.view.Observed;
import org.registryfleet.storageprovisioner.objectstore.CloudSecrets;
import org.registryfleet.storageprovisioner.objectstore.ObservedBucket;
import org.registryfleet.storageprovisioner.objectstore.PodContributionBuilder;
import org.registryfleet.storageprovisioner.objectstore.ProviderKeys;
import org.registryfleet.storageprovisioner.objectstore.YamlScalar;

import java.util.List;
import java.util.Locale;

/**
 * What the Swift backend contributes to the registry's pod and to its private Secret (section
 * 2.8.4).
 */
final class SwiftPodContribution {

    /** The registry requires all of them; unused ones are the empty YAML string. */
    static final List<String> SECRET =
            List.of(
                    "USERNAME",
                    "PASSWORD",
                    "TOKENID",
                    "APPLICATIONCREDENTIALID",
                    "APPLICATIONCREDENTIALNAME",
                    "APPLICATIONCREDENTIALSECRET");

    static final String PREFIX = "REGISTRY_STORAGE_SWIFT_";

    private static final String NOTHING = "template:\"\"";

    private SwiftPodContribution() {}

    static ObjectNode of(SwiftSettings settings, Observed secret, ObservedBucket found) {
        var part = new PodContributionBuilder();
        part.env("REGISTRY_STORAGE", "swift");
        part.env(PREFIX + "CONTAINER", YamlScalar.of(settings.container()));
        part.env(PREFIX + "AUTHURL", YamlScalar.of(settings.authUrl().address()));
        for (var name : SECRET) {
            var key = PREFIX + name;
            part.secretEnv(key);
            copy(part, name, secret, found);
        }
        part.env(PREFIX + "AUTHVERSION", settings.version());
        optional(part, "DOMAIN", settings.text("domain"));
        optional(part, "DOMAINID", settings.text("domainID"));
        optional(part, "TENANT", settings.text("tenant"));
        optional(part, "TENANTID", settings.text("tenantID"));
        optional(part, "REGION", settings.text("regionName"));
        part.trusts(found.observed().status().at("/facts/caBundle").asText(""));
        return part.finished();
    }

    /**
     * The registry parses YAML, so a value that looks like a number, for example, is copied with
     * quotes.
     */
    private static void copy(
            PodContributionBuilder part, String name, Observed secret, ObservedBucket found) {
        var key = PREFIX + name;
        var status = found.observed().status();
        var quoted = status.path("yamlDigests").path(name).asText("");
        if (!CloudSecrets.has(secret, key)) {
            var digest = status.path("nothingDigest").asText("");
            part.secret(key, secret.ref(), NOTHING, digest);
        } else if (quoted.isEmpty()) {
            part.secret(key, secret.ref(), "/data/" + key, CloudSecrets.text(secret, key));
        } else {
            part.secret(key, secret.ref(), "yaml:/data/" + key, quoted);
        }
    }

    /**
     * Adds what the executor read from the platform's clouds.yaml: names in clear, the rest as
     * stored keys.
     */
    static ObjectNode ofPlatform(String container, ObservedBucket found) {
        var facts = found.observed().status().path("facts");
        var part = new PodContributionBuilder();
        part.env("REGISTRY_STORAGE", "swift");
        part.env(PREFIX + "CONTAINER", YamlScalar.of(container));
        part.env(PREFIX + "AUTHURL", YamlScalar.of(facts.path("authUrl").asText("")));
        for (var name : SECRET) {
            part.secretEnv(PREFIX + name);
            ProviderKeys.copy(part, PREFIX + name, "swift-" + name.toLowerCase(Locale.ROOT), found);
        }
        part.env(PREFIX + "AUTHVERSION", facts.path("authVersion").asText(""));
        optional(part, "DOMAIN", facts.path("domain").asText(""));
        optional(part, "DOMAINID", facts.path("domainID").asText(""));
        optional(part, "TENANT", facts.path("tenant").asText(""));
        optional(part, "TENANTID", facts.path("tenantID").asText(""));
        optional(part, "TENANTDOMAIN", facts.path("projectDomainName").asText(""));
        optional(part, "TENANTDOMAINID", facts.path("projectDomainID").asText(""));
        optional(part, "REGION", facts.path("regionName").asText(""));
        part.trusts(facts.path("caBundle").asText(""));
        return part.finished();
    }

    private static void optional(PodContributionBuilder part, String name, String value) {
        if (!value.isEmpty()) {
            part.env(PREFIX + name, YamlScalar.of(value));
        }
    }
}
