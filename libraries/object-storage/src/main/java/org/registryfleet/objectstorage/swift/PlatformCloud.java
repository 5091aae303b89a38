package org.registryfleet.objectstorage.swift;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import org.registryfleet.clusteraccess.execution.YamlText;
import org.registryfleet.objectstorage.WantedStorage;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The platform's own clouds.yaml (storage specification, section 2.8.2), which fills in what an
 * action does not specify. What the registry needs of it becomes stored keys and facts.
 *
 * @param wanted the action's desired state with everything filled in; must not be logged
 * @param keys credentials, quoted for YAML as the registry parses them
 * @param facts addresses and names, which are not secret
 */
record PlatformCloud(WantedStorage wanted, Map<String, String> keys, Map<String, String> facts) {

    /**
     * Prefix of stored keys, followed by the lower-case name of the registry's environment
     * variable.
     */
    static final String KEY_PREFIX = "swift-";

    /** The registry's environment variables; an unused one is YAML's empty string. */
    static final List<String> CREDENTIALS =
            List.of(
                    "USERNAME",
                    "PASSWORD",
                    "TOKENID",
                    "APPLICATIONCREDENTIALID",
                    "APPLICATIONCREDENTIALNAME",
                    "APPLICATIONCREDENTIALSECRET");

    private static final List<String> SOURCES =
            List.of(
                    "username",
                    "password",
                    "token",
                    "application_credential_id",
                    "application_credential_name",
                    "application_credential_secret");
    private static final String VERSION_3 = "3";
    private static final YAMLMapper YAML = new YAMLMapper();

    /** Whether an action relies on the credentials in the platform's file. */
    static boolean isUsedBy(WantedStorage wanted) {
        return wanted.spec().path("credentials").has("clouds");
    }

    static PlatformCloud of(WantedStorage wanted) throws SwiftException {
        var cloud = cloud(wanted);
        var auth = cloud.path("auth");
        var spec = (ObjectNode) wanted.spec().deepCopy();
        var credentials = spec.putObject("credentials");
        var keys = new LinkedHashMap<String, String>();
        for (int i = 0; i < CREDENTIALS.size(); i++) {
            var value = auth.path(SOURCES.get(i)).asText("");
            if (!value.isEmpty()) {
                credentials.put(CREDENTIALS.get(i), value);
            }
            keys.put(KEY_PREFIX + CREDENTIALS.get(i).toLowerCase(Locale.ROOT), YamlText.of(value));
        }
        var facts = new LinkedHashMap<String, String>();
        fill(spec, facts, "tenant", auth, "project_name");
        fill(spec, facts, "tenantID", auth, "project_id");
        fill(spec, facts, "domain", auth, "domain_name", "user_domain_name");
        fill(spec, facts, "domainID", auth, "domain_id", "user_domain_id");
        projectDomain(spec, facts, auth);
        fill(spec, facts, "regionName", cloud, "region_name");
        fill(spec, facts, "authVersion", cloud, "identity_api_version");
        facts.putIfAbsent("authVersion", VERSION_3);
        fill(spec, facts, "authUrl", auth, "auth_url");
        var address = withVersion(spec.path("authUrl").asText(""), facts.get("authVersion"));
        facts.put("authUrl", spec.put("authUrl", address).path("authUrl").asText());
        return new PlatformCloud(new WantedStorage(spec), keys, facts);
    }

    /** Of the project, where its domain is another one than the user's. */
    private static void projectDomain(ObjectNode spec, Map<String, String> facts, JsonNode auth) {
        for (var kind : List.of("Name", "ID")) {
            var name = "projectDomain" + kind;
            var written = auth.path("project_domain_" + kind.toLowerCase(Locale.ROOT)).asText("");
            var user = spec.path(kind.equals("ID") ? "domainID" : "domain").asText("");
            if (!written.isEmpty() && !written.equals(user)) {
                spec.put(name, written);
                facts.put(name, written);
            }
        }
    }

    private static JsonNode cloud(WantedStorage wanted) throws SwiftException {
        var file = wanted.spec().at("/credentials/clouds").asText("");
        try {
            var name = wanted.text("cloud").isEmpty() ? "openstack" : wanted.text("cloud");
            var cloud = YAML.readTree(file).path("clouds").path(name);
            if (!cloud.isObject()) {
                throw refused("clouds.yaml does not contain required cloud \"%s\"".formatted(name));
            }
            return cloud;
        } catch (JsonProcessingException notYaml) {
            // the parser's message would quote the file
            throw refused("failed to unmarshal clouds credentials: the file is not YAML");
        }
    }

    /** The action's value, else the first field of the file that is set. */
    private static void fill(
            ObjectNode spec,
            Map<String, String> facts,
            String name,
            JsonNode from,
            String... fields) {
        var value = spec.path(name).asText("");
        for (var field : fields) {
            value = value.isEmpty() ? from.path(field).asText("") : value;
        }
        spec.put(name, value);
        if (!value.isEmpty()) {
            facts.put(name, value);
        }
    }

    /** Keystone may stand behind a path, such as /identity; its version comes last. */
    private static String withVersion(String written, String version) throws SwiftException {
        try {
            var path = URI.create(written).getPath();
            if (!written.startsWith("http") || path == null) {
                throw refused("Incorrect Auth URL: " + written);
            }
            if (path.matches(".*/v[12](\\.[0-9]+)?(/.*)?")) {
                throw refused(
                        "Keystone's version of %s is not supported: use /v3".formatted(written));
            }
            return path.matches(".*/v3(/.*)?")
                    ? written
                    : written.replaceAll("/+$", "") + "/v" + version;
        } catch (IllegalArgumentException noAddress) {
            throw refused("Incorrect Auth URL: " + written);
        }
    }

    private static SwiftException refused(String message) {
        return new SwiftException(400, Keystone.NO_CONNECTION, message);
    }

    @Override
    public String toString() {
        return "PlatformCloud[***]";
    }
}
