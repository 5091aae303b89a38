package org.registryfleet.simulatedcloud.call;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Faults: what operations are answered instead, by their names. */
public final class CloudRefusals {

    /** What an operation is answered instead. */
    public record Refusal(int status, String code) {}

    /** Stands for every operation. */
    public static final String ALL = "*";

    private final Map<String, Refusal> refusals = new ConcurrentHashMap<>();

    /** From now on an operation is refused. */
    public void refuse(String operation, int status, String code) {
        refusals.put(operation, new Refusal(status, code));
    }

    public void accept(String operation) {
        refusals.remove(operation);
    }

    public Optional<Refusal> of(String operation) {
        var all = refusals.get(ALL);
        return Optional.ofNullable(all == null ? refusals.get(operation) : all);
    }
}
