package org.registryfleet.storageprovisioner.objectstore.azure;

import org.registryfleet.storageprovisioner.objectstore.BucketName;
import org.registryfleet.storageprovisioner.objectstore.Infrastructure;

import java.util.Locale;

/**
 * Generates the name of a storage account that the Config does not name (storage specification,
 * section 2.5.1).
 */
final class AccountName {

    private static final String BASE = "imageregistry";
    private static final int STEM = 19;
    private static final int TAIL = 5;
    private static final int HEX = 16;
    private static final int DIGITS_EACH = 4;
    private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";

    private AccountName() {}

    /** Derived from the cluster's id, so that a repeated action finds its account. */
    static String of(Infrastructure infrastructure) {
        var stem = BASE + infrastructure.name().replaceAll("[^0-9A-Za-z]", "");
        var name = new StringBuilder(stem.substring(0, Math.min(stem.length(), STEM)));
        var hash = BucketName.hash(stem + "/" + infrastructure.uid());
        for (int i = 0; i < TAIL; i++) {
            var part = hash.substring(i * DIGITS_EACH, (i + 1) * DIGITS_EACH);
            name.append(ALPHABET.charAt(Integer.parseInt(part, HEX) % ALPHABET.length()));
        }
        return name.toString().toLowerCase(Locale.ROOT);
    }
}
