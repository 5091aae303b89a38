package org.registryfleet.statusreporter.upstream;

/** What keeps the registry from being as its Config says (spec/status.md 3.1). */
public sealed interface UpstreamApplyError {

    /** Everything went well, or nothing was tried. */
    record None() implements UpstreamApplyError {}

    /** Only somebody's edit helps. */
    record Permanent(String reason, String message) implements UpstreamApplyError {}

    /** It is tried again. */
    record Transient(String message) implements UpstreamApplyError {}

    /** No error. */
    static UpstreamApplyError none() {
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
