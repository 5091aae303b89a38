package org.registryfleet.storageprovisioner.objectstore.swift;

import java.util.regex.Pattern;

/**
 * The versioned Keystone endpoint (storage specification, section 2.8.4).
 *
 * @param error the error; empty if there is none
 */
record AuthUrl(String address, String error) {

    private static final Pattern PARTS = Pattern.compile("(https?://[^/?#]+)(/[^?#]*)?");

    static AuthUrl of(String written, String version) {
        var parts = PARTS.matcher(written);
        if (!parts.matches()) {
            return new AuthUrl("", "Incorrect Auth URL: " + written);
        }
        var path = parts.group(2) == null ? "" : parts.group(2);
        if (path.isEmpty() || path.equals("/")) {
            return of(parts.group(1) + "/v" + version, version);
        }
        if (path.startsWith("/v3")) {
            return new AuthUrl(written, "");
        }
        return new AuthUrl(
                "",
                path.startsWith("/v1") || path.startsWith("/v2")
                        ? "Keystone's version of " + written + " is not supported: use /v3"
                        : "Incorrect Auth URL: " + path);
    }
}
