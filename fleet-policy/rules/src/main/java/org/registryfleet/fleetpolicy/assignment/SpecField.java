package org.registryfleet.fleetpolicy.assignment;

import org.registryfleet.stage.view.ObjectRef;

import java.util.Optional;

/** One field of a spec: the unit in which values are assigned, merged and reported. */
public record SpecField(Subject subject, String name) implements Comparable<SpecField> {

    public static final SpecField MANAGEMENT_STATE =
            new SpecField(Subject.CONFIG, "managementState");
    public static final SpecField STORAGE = new SpecField(Subject.CONFIG, "storage");
    public static final SpecField REPLICAS = new SpecField(Subject.CONFIG, "replicas");
    public static final SpecField ROLLOUT_STRATEGY =
            new SpecField(Subject.CONFIG, "rolloutStrategy");

    /** The object whose spec has the field. */
    public enum Subject {
        CONFIG("config", "Config"),
        IMAGE_PRUNER("imagePruner", "ImagePruner");

        private final String word;
        private final String kind;

        Subject(String word, String kind) {
            this.word = word;
            this.kind = kind;
        }

        /** As policies and records spell it. */
        public String word() {
            return word;
        }

        public ObjectRef ref() {
            return ObjectRef.clusterScoped(
                    "imageregistry.operator.openshift.io/v1", kind, "cluster");
        }
    }

    /** Reads {@code config.replicas}; empty when there is no such object. */
    public static Optional<SpecField> parse(String text) {
        for (var subject : Subject.values()) {
            var prefix = subject.word + ".";
            if (text.startsWith(prefix) && text.length() > prefix.length()) {
                return Optional.of(new SpecField(subject, text.substring(prefix.length())));
            }
        }
        return Optional.empty();
    }

    /** JSON pointer into the object. */
    public String pointer() {
        return "/spec/" + name;
    }

    @Override
    public int compareTo(SpecField other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return subject.word + "." + name;
    }
}
