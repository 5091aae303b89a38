package org.registryfleet.regfleet.context;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a context says of a fleet; each setting stands in for an environment variable. */
public enum ContextSetting {
    KAFKA("REGFLEET_KAFKA"),
    KAFKA_CONFIG("REGFLEET_KAFKA_CONFIG"),
    DATA("REGFLEET_DATA"),
    URL("REGFLEET_URL"),
    TOKEN_FILE("REGFLEET_TOKEN_FILE"),
    /** Names the variable that holds the token: no context holds the token itself. */
    TOKEN_VARIABLE("REGFLEET_TOKEN"),
    CACERT("REGFLEET_CACERT"),
    KUBECONFIGS("REGFLEET_KUBECONFIGS");

    private final String variable;

    ContextSetting(String variable) {
        this.variable = variable;
    }

    /** The environment variable that this stands in for. */
    public String variable() {
        return variable;
    }

    /** As options and the file write it: kafka-config. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The setting of that word; none where there is no such setting. */
    public static Optional<ContextSetting> of(String word) {
        return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
    }
}
