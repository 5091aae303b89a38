package org.registryfleet.simulated.resource;

/**
 * A property of a kind that changes how writes to it behave; the names in {@code kinds.yaml}
 * explain each.
 */
public enum Trait {
    /** Has the status subresource. */
    STATUS("status"),
    /** Has the status subresource, and a create may set it. */
    STATUS_ON_CREATE("statusOnCreate"),
    /** Counts changes of the spec in metadata.generation. */
    GENERATION("generation"),
    /** Changes of annotations count for the generation. */
    GENERATION_BY_ANNOTATIONS("annotations"),
    /** Served from a CustomResourceDefinition. */
    CUSTOM("custom"),
    /** An update must name its resourceVersion. */
    CONDITIONAL_UPDATE("conditional");

    private final String word;

    Trait(String word) {
        this.word = word;
    }

    static Trait of(String word) {
        for (var trait : values()) {
            if (trait.word.equals(word)) {
                return trait;
            }
        }
        throw new IllegalArgumentException("no trait " + word);
    }
}
