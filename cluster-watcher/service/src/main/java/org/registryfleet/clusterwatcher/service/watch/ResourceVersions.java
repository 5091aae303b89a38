package org.registryfleet.clusterwatcher.service.watch;

import java.math.BigInteger;

/**
 * Order of resourceVersions. They are opaque in principle; those of etcd are decimal numbers that
 * grow, and only such are compared.
 */
final class ResourceVersions {
    private ResourceVersions() {}

    /** Both are numbers, and the first is the smaller one. */
    static boolean isBefore(String one, String other) {
        return isNumber(one)
                && isNumber(other)
                && new BigInteger(one).compareTo(new BigInteger(other)) < 0;
    }

    static boolean isNumber(String version) {
        return !version.isEmpty() && version.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
