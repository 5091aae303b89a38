package org.registryfleet.regfleet.output;

/** A number of things, in words. */
public final class Counted {

    private Counted() {}

    /** {@code 1 cluster}, {@code 2 clusters}. */
    public static String of(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
