package org.registryfleet.storageprovisioner.result;

import java.util.regex.Pattern;

/** A storage condition of the Config (status specification, section 1.7). */
public record StorageCondition(String type, String status, String reason, String message) {

    /** Reason where nobody outside the cluster can tell. */
    public static final String NOT_CHECKED = "NotCheckedFromOutside";

    private static final String STORAGE_EXISTS = "StorageExists";

    private static final Pattern REQUEST = Pattern.compile("(request|host) id: [^,\\s]*");

    /** The message without the request id. */
    StorageCondition anonymous() {
        return new StorageCondition(
                type, status, reason, REQUEST.matcher(message).replaceAll("$1 id: "));
    }

    public static StorageCondition exists(String reason, String message) {
        return new StorageCondition(STORAGE_EXISTS, "True", reason, message);
    }

    public static StorageCondition missing(String reason, String message) {
        return new StorageCondition(STORAGE_EXISTS, "False", reason, message);
    }

    public static StorageCondition unknown(String reason, String message) {
        return new StorageCondition(STORAGE_EXISTS, "Unknown", reason, message);
    }
}
