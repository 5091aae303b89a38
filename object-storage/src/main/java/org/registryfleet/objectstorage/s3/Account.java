package org.registryfleet.objectstorage.s3;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.HashMap;
import java.util.Map;

/**
 * Whose credentials are used. Never shown.
 *
 * @param file the registry's credentials file
 * @param id of the key; empty when the file has none
 */
record Account(String file, String id, String key) {

    private static final String SECTION = "[default]";

    static Account of(JsonNode credentials) {
        if (credentials.has("file")) {
            var file = credentials.path("file").asText("");
            var settings = settings(file);
            return new Account(
                    file,
                    settings.getOrDefault("aws_access_key_id", ""),
                    settings.getOrDefault("aws_secret_access_key", ""));
        }
        var id = credentials.path("id").asText("");
        var key = credentials.path("key").asText("");
        var file =
                SECTION + "\naws_access_key_id = " + id + "\naws_secret_access_key = " + key + "\n";
        return new Account(file, id, key);
    }

    boolean isUsable() {
        return !id.isEmpty() && !key.isEmpty();
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
