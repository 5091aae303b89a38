package org.registryfleet.clusterwatcher.service.watch;

import java.math.BigInteger;

/**
 * Compares resourceVersions. The API treats them as opaque; etcd's are increasing decimal numbers,
 * and only those are compared.
 */
final class ResourceVersions {
    private ResourceVersions() {}

    /** Whether both are numbers and the first is smaller. */
    static boolean isBefore(String one, String other) {
        return isNumber(one)
                && isNumber(other)
                && new BigInteger(one).compareTo(new BigInteger(other)) < 0;
    }

    static boolean isNumber(String version) {
        return !version.isEmpty() && version.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
