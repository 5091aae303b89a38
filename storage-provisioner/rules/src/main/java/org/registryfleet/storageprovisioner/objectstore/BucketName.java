package org.registryfleet.storageprovisioner.objectstore;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Generates the name of a bucket that the Config does not name (storage specification, section
 * 2.5.1).
 */
public final class BucketName {

    private static final String BASE = "image-registry";
    private static final int LONGEST = 62;
    private static final int SHORTEST_TAIL = 9;
    private static final Pattern DASHES = Pattern.compile("-{2,}");

    private BucketName() {}

    /**
     * A name of 62 characters that is unique to the cluster. Derived from the cluster's id rather
     * than random, so that a repeated action finds its bucket.
     */
    public static String unique(String infrastructure, String region, String clusterUid) {
        var parts = infrastructure + "-" + BASE + (region.isEmpty() ? "" : "-" + region);
        var name = DASHES.matcher(parts).replaceAll("-");
        var tail = "-" + hash(name + "/" + clusterUid);
        if (name.length() > LONGEST - SHORTEST_TAIL) {
            name = name.substring(0, LONGEST - SHORTEST_TAIL);
        }
        return (name + tail).substring(0, LONGEST).toLowerCase(Locale.ROOT);
    }

    /** Hexadecimal digits of a hash of the text. */
    public static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /** Deterministic for a cluster and region; an empty region is omitted. */
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
