package org.registryfleet.regfleet.orphan;

/** What is to be said of a bucket that was made here. */
public sealed interface OrphanVerdict {

    /**
     * Nobody uses it.
     *
     * @param why a sentence
     * @param cluster whose it was
     */
    record Orphan(String cluster, String why) implements OrphanVerdict {}

    /** It is, or may be, in use: nothing but a look is allowed. */
    record Kept(String why) implements OrphanVerdict {}

    /** Nobody uses it as far as this fleet knows, which is not far enough to remove it. */
    record Stranger(String why) implements OrphanVerdict {}
}
