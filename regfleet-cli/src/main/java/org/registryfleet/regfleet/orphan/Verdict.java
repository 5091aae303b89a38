package org.registryfleet.regfleet.orphan;

/** What is to be said of a bucket that was made here. */
public sealed interface Verdict {

    /**
     * Nobody uses it.
     *
     * @param why a sentence
     * @param cluster whose it was
     */
    record Orphan(String cluster, String why) implements Verdict {}

    /** It is, or may be, in use: nothing but a look is allowed. */
    record Kept(String why) implements Verdict {}

    /** Nobody uses it as far as this fleet knows, which is not far enough to remove it. */
    record Stranger(String why) implements Verdict {}
}
