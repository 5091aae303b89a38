package org.registryfleet.statusreporter.upstream;

/** The error that keeps the registry from matching its Config (spec/status.md 3.1). */
public sealed interface UpstreamApplyError {

    /** No error. */
    record None() implements UpstreamApplyError {}

    /** A permanent error that requires an edit. */
    record Permanent(String reason, String message) implements UpstreamApplyError {}

    /** A transient error that is retried. */
    record Transient(String message) implements UpstreamApplyError {}

    /** No error. */
    static UpstreamApplyError none() {
        return new None();
    }

    /** The error message; empty if there is none. */
    default String text() {
        return switch (this) {
            case None _ -> "";
            case Permanent permanent -> permanent.message();
            case Transient passing -> passing.message();
        };
    }
}
