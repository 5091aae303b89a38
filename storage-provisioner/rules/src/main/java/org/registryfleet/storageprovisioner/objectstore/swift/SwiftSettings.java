package org.registryfleet.storageprovisioner.objectstore.swift;

import com.fasterxml.jackson.databind.JsonNode;

import org.registryfleet.storageprovisioner.objectstore.BucketName;
import org.registryfleet.storageprovisioner.objectstore.Infrastructure;

/**
 * The effective Swift configuration.
 *
 * @param written {@code spec.storage.swift}
 * @param container as written, or generated
 */
record SwiftSettings(JsonNode written, String container) {

    static final String CONTAINER = "container";
    private static final String KEYSTONE_3 = "3";

    static SwiftSettings of(JsonNode written, Infrastructure infrastructure) {
        var named = written.path(CONTAINER).asText("");
        return new SwiftSettings(
                written,
                named.isEmpty()
                        ? BucketName.unique(infrastructure.name(), "", infrastructure.uid())
                        : named);
    }

    boolean isNamed() {
        return !text(CONTAINER).isEmpty();
    }

    String version() {
        var version = text("authVersion");
        return version.isEmpty() ? KEYSTONE_3 : version;
    }

    AuthUrl authUrl() {
        return AuthUrl.of(text("authURL"), version());
    }

    /** Empty if it is not configured. */
    String text(String name) {
        return written.path(name).asText("");
    }
}
