package org.registryfleet.statusreporter.upstream;

/** What keeps the registry from being as its Config says (spec/status.md 3.1). */
public sealed interface ApplyError {

    /** Everything went well, or nothing was tried. */
    record None() implements ApplyError {}

    /** Only somebody's edit helps. */
    record Permanent(String reason, String message) implements ApplyError {}

    /** It is tried again. */
    record Transient(String message) implements ApplyError {}

    /** No error. */
    static ApplyError none() {
        return new None();
    }

    /** What went wrong, in words; empty when nothing did. */
    default String text() {
        return switch (this) {
            case None _ -> "";
            case Permanent permanent -> permanent.message();
            case Transient passing -> passing.message();
        };
    }
}
