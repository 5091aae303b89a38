package org.registryfleet.stage.view;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * A cluster's registration, as far as decisions need it.
 *
 * @param paused nothing is written: a person wants it so, or the cluster is not admitted
 * @param admitted false while only another name of the same cluster may be written to, while it is
 *     not known whether there is one, or before the cluster leaves the fleet
 * @param hibernating switched off on purpose: its silence is no fault
 */
public record Registration(
        String cluster,
        String displayName,
        Map<String, String> labels,
        Ownership mode,
        boolean paused,
        boolean hibernating,
        boolean admitted,
        Map<String, String> policy) {

    public Registration {
        labels = Map.copyOf(labels);
        policy = Map.copyOf(policy);
    }

    /** An admitted cluster that is switched on. */
    public Registration(
            String cluster,
            String displayName,
            Map<String, String> labels,
            Ownership mode,
            boolean paused,
            Map<String, String> policy) {
        this(cluster, displayName, labels, mode, paused, false, true, policy);
    }

    /** An admitted cluster. */
    public Registration(
            String cluster,
            String displayName,
            Map<String, String> labels,
            Ownership mode,
            boolean paused,
            boolean hibernating,
            Map<String, String> policy) {
        this(cluster, displayName, labels, mode, paused, hibernating, true, policy);
    }

    /** The same cluster while it is only watched. */
    public Registration held() {
        return new Registration(
                cluster, displayName, labels, mode, true, hibernating, false, policy);
    }

    /**
     * Who manages the operand. {@code FULL}: the fleet; {@code ASSIST}: an operator of the cluster,
     * and the fleet writes what it is asked for; {@code OBSERVE}: the fleet writes nothing; {@code
     * AUTO}: as {@link #ownership} says.
     */
    public enum Ownership {
        AUTO,
        FULL,
        ASSIST,
        OBSERVE
    }

    /**
     * The ownership in force, never {@code AUTO}: where an operator looks after the registry, the
     * fleet only observes until somebody registers the cluster with more.
     */
    public static Ownership ownership(
            @Nullable Registration registration, boolean operatorPresent) {
        var mode = registration == null ? Ownership.AUTO : registration.mode();
        return switch (mode) {
            case AUTO -> operatorPresent ? Ownership.OBSERVE : Ownership.FULL;
            case FULL, ASSIST, OBSERVE -> mode;
        };
    }

    /** Whether nothing may be written, whoever looks after the registry. */
    public boolean isReadOnly() {
        return paused || mode == Ownership.OBSERVE;
    }
}
