package org.registryfleet.regfleet;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;
import org.registryfleet.objectstorage.dispatch.Inventories;
import org.registryfleet.objectstorage.inventory.Inventory;
import org.registryfleet.regfleet.fleet.CommandFailure;

import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Whose buckets a command looks at: an account of a provider, with the operator's own credentials
 * from the environment, by the names that the provider's own tools use, or from a file.
 */
final class AccountOptions {

    /** The providers by the word of the command line. */
    enum Provider {
        S3,
        GCS,
        AZURE,
        SWIFT
    }

    @Option(
            names = "--provider",
            required = true,
            paramLabel = "PROVIDER",
            description = "One of ${COMPLETION-CANDIDATES}.")
    private Provider provider = Provider.S3;

    @Option(
            names = "--region",
            paramLabel = "REGION",
            defaultValue = "",
            description = "Region of S3 (default AWS_REGION) or Swift (default OS_REGION_NAME).")
    private String region = "";

    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            defaultValue = "",
            description = "Address of a server that speaks the protocol of S3.")
    private String endpoint = "";

    @Option(
            names = "--project",
            paramLabel = "ID",
            defaultValue = "",
            description = "Project of Google Cloud (default: the one of the key).")
    private String project = "";

    @Option(
            names = "--credentials",
            paramLabel = "FILE",
            description =
                    "For s3 a file with [default], for gcs the key of a service account. Default:"
                            + " AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, else"
                            + " AWS_SHARED_CREDENTIALS_FILE; GOOGLE_APPLICATION_CREDENTIALS;"
                            + " AZURE_TENANT_ID, AZURE_CLIENT_ID, AZURE_CLIENT_SECRET,"
                            + " AZURE_SUBSCRIPTION_ID; OS_AUTH_URL, OS_USERNAME and so on.")
    private @Nullable Path credentials;

    String word() {
        return provider.name().toLowerCase(java.util.Locale.ROOT);
    }

    /** Opens the account; the caller closes it. */
    Inventory open(CliEnvironment surroundings) {
        try {
            return Inventories.open(
                    place(surroundings), Inventories.PATIENT, surroundings.detour());
        } catch (IOException unusable) {
            throw CommandFailure.refused(
                    "the credentials for %s are of no use (%s): see --credentials"
                            .formatted(word(), unusable.getMessage()));
        }
    }

    private ObjectNode place(CliEnvironment around) {
        var place = JsonNodeFactory.instance.objectNode().put("provider", word());
        var environment = around.environment();
        switch (provider) {
            case S3 -> s3(place, around);
            case GCS -> {
                place.put("project", project);
                place.putObject("credentials")
                        .put("file", text(file(around, "GOOGLE_APPLICATION_CREDENTIALS")));
            }
            case AZURE -> azure(place, environment);
            case SWIFT -> swift(place, environment);
        }
        return place;
    }

    private void s3(ObjectNode place, CliEnvironment around) {
        var environment = around.environment();
        place.put("region", region.isEmpty() ? environment.getOrDefault("AWS_REGION", "") : region);
        place.put("endpoint", endpoint.replaceAll("/+$", ""));
        var keys = place.putObject("credentials");
        if (credentials == null && environment.containsKey("AWS_ACCESS_KEY_ID")) {
            keys.put("id", environment.get("AWS_ACCESS_KEY_ID"));
            keys.put("key", required(environment, "AWS_SECRET_ACCESS_KEY"));
            keys.put("token", environment.getOrDefault("AWS_SESSION_TOKEN", ""));
        } else {
            keys.put("file", text(file(around, "AWS_SHARED_CREDENTIALS_FILE")));
        }
    }

    private static void azure(ObjectNode place, Map<String, String> environment) {
        place.put("login", "https://login.microsoftonline.com");
        place.put("resourceManager", "https://management.azure.com");
        place.put("suffix", "core.windows.net");
        place.putObject("credentials")
                .put("azure_tenant_id", required(environment, "AZURE_TENANT_ID"))
                .put("azure_client_id", required(environment, "AZURE_CLIENT_ID"))
                .put("azure_client_secret", required(environment, "AZURE_CLIENT_SECRET"))
                .put("azure_subscription_id", required(environment, "AZURE_SUBSCRIPTION_ID"));
    }

    private void swift(ObjectNode place, Map<String, String> environment) {
        var named = environment.getOrDefault("OS_REGION_NAME", "");
        place.put("authUrl", required(environment, "OS_AUTH_URL"));
        place.put("regionName", region.isEmpty() ? named : region);
        place.put("tenant", environment.getOrDefault("OS_PROJECT_NAME", ""));
        place.put("tenantID", environment.getOrDefault("OS_PROJECT_ID", ""));
        place.put("domain", environment.getOrDefault("OS_USER_DOMAIN_NAME", ""));
        place.put("domainID", environment.getOrDefault("OS_USER_DOMAIN_ID", ""));
        var keys = place.putObject("credentials");
        if (environment.containsKey("OS_APPLICATION_CREDENTIAL_ID")) {
            keys.put("APPLICATIONCREDENTIALID", environment.get("OS_APPLICATION_CREDENTIAL_ID"));
            keys.put(
                    "APPLICATIONCREDENTIALSECRET",
                    required(environment, "OS_APPLICATION_CREDENTIAL_SECRET"));
        } else {
            keys.put("USERNAME", required(environment, "OS_USERNAME"));
            keys.put("PASSWORD", required(environment, "OS_PASSWORD"));
        }
    }

    private Path file(CliEnvironment around, String variable) {
        var named = around.environment().get(variable);
        if (credentials == null && named == null) {
            throw CommandFailure.refused(
                    "no credentials for %s: give --credentials FILE or %s"
                            .formatted(word(), variable));
        }
        return around.folder().resolve(credentials == null ? Path.of(named) : credentials);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw CommandFailure.refused("the credentials cannot be read from " + file);
        }
    }

    private static String required(Map<String, String> environment, String name) {
        var value = environment.get(name);
        if (value == null || value.isEmpty()) {
            throw CommandFailure.refused(name + " is not set");
        }
        return value;
    }
}
