package org.registryfleet.storageprovisioner.objectstore;

import java.util.Locale;
import java.util.regex.Pattern;

/** The name of a bucket that nobody named (storage specification, section 2.5.1). */
public final class BucketName {

    private static final String BASE = "image-registry";
    private static final int LONGEST = 62;
    private static final Pattern DASHES = Pattern.compile("-{2,}");

    private BucketName() {}

    /** Always the same for a cluster and a region; an empty region is left out. */
    public static String of(String infrastructure, String region) {
        var parts = infrastructure + "-" + BASE + (region.isEmpty() ? "" : "-" + region);
        var name = DASHES.matcher(parts).replaceAll("-");
        if (name.length() > LONGEST) {
            name = name.substring(0, LONGEST);
        }
        if (name.endsWith("-")) {
            name = name.substring(0, name.length() - 1) + "s";
        }
        return name.toLowerCase(Locale.ROOT);
    }
}
