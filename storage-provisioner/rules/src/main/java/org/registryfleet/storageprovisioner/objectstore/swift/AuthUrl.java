package org.registryfleet.storageprovisioner.objectstore.swift;

import java.util.regex.Pattern;

/**
 * The versioned Keystone endpoint (storage specification, section 2.8.4).
 *
 * @param error the error; empty if there is none
 */
record AuthUrl(String address, String error) {

    private static final Pattern PARTS = Pattern.compile("(https?://[^/?#]+)(/[^?#]*)?");

    private static final Pattern VERSION_3 = Pattern.compile("/v3(/|$)");
    private static final Pattern OLD = Pattern.compile("/v[12](\\.[0-9]+)?(/|$)");

    static AuthUrl of(String written, String version) {
        var parts = PARTS.matcher(written);
        if (!parts.matches()) {
            return new AuthUrl("", "Incorrect Auth URL: " + written);
        }
        var path = parts.group(2) == null ? "" : parts.group(2).replaceAll("/+$", "");
        if (OLD.matcher(path).find()) {
            return new AuthUrl(
                    "", "Keystone's version of " + written + " is not supported: use /v3");
        }
        // Keystone may stand behind a path, such as /identity
        return VERSION_3.matcher(path).find()
                ? new AuthUrl(written, "")
                : new AuthUrl(parts.group(1) + path + "/v" + version, "");
    }
}
