package org.registryfleet.objectstorage.s3;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.HashMap;
import java.util.Map;

/**
 * Credentials of an account. Must not be logged.
 *
 * @param file the registry's credentials file
 * @param id access key id; empty when the file has none
 * @param role role to assume with a web identity; empty when the file has none
 * @param token web identity token; empty while there is none
 */
record S3Account(String file, String id, String key, String role, String token) {

    private static final String SECTION = "[default]";

    static S3Account of(JsonNode credentials) {
        if (credentials.has("file")) {
            return of(credentials.path("file").asText(""));
        }
        var id = credentials.path("id").asText("");
        var key = credentials.path("key").asText("");
        var file =
                SECTION + "\naws_access_key_id = " + id + "\naws_secret_access_key = " + key + "\n";
        return new S3Account(file, id, key, "", "");
    }

    private static S3Account of(String file) {
        var settings = settings(file);
        boolean hasToken = !settings.getOrDefault("web_identity_token_file", "").isEmpty();
        return new S3Account(
                file,
                settings.getOrDefault("aws_access_key_id", ""),
                settings.getOrDefault("aws_secret_access_key", ""),
                hasToken ? settings.getOrDefault("role_arn", "") : "",
                "");
    }

    S3Account with(String newToken) {
        return new S3Account(file, id, key, role, newToken);
    }

    boolean hasKeys() {
        return !id.isEmpty() && !key.isEmpty();
    }

    boolean hasRole() {
        return !role.isEmpty();
    }

    private static Map<String, String> settings(String file) {
        var settings = new HashMap<String, String>();
        boolean isDefault = false;
        for (var line : file.lines().map(String::strip).toList()) {
            int equals = line.indexOf('=');
            if (line.startsWith("[")) {
                isDefault = line.equals(SECTION);
            } else if (isDefault && equals > 0) {
                settings.put(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
            }
        }
        return settings;
    }

    @Override
    public String toString() {
        return "Account[***]";
    }
}
