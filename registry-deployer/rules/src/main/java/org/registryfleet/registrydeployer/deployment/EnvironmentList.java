package org.registryfleet.registrydeployer.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import org.registryfleet.stage.change.SecretValue;
import org.registryfleet.stage.view.Digests;
import org.registryfleet.stage.view.ObjectRef;

import java.util.ArrayList;
import java.util.List;

/** Builds the container's list of environment variables; secret values are set by reference. */
final class EnvironmentList {

    private static final String PLACE = "/spec/template/spec/containers/0/env/";

    private final ArrayNode variables = JsonNodeFactory.instance.arrayNode();
    private final List<SecretValue> secrets = new ArrayList<>();

    EnvironmentList addAll(List<JsonNode> entries) {
        variables.addAll(entries);
        return this;
    }

    EnvironmentList add(String name, String value) {
        variables.addObject().put("name", name).put("value", value);
        return this;
    }

    EnvironmentList addIf(boolean wanted, String name, String value) {
        return wanted ? add(name, value) : this;
    }

    /** A value that the executor copies from its source. */
    EnvironmentList addCopied(String name, String observed, ObjectRef source, String pointer) {
        secrets.add(SecretValue.copied(PLACE + variables.size() + "/value", source, pointer));
        return add(name, observed);
    }

    /** A value that is copied only if it was redacted. */
    EnvironmentList addObserved(String name, String observed, ObjectRef source, String pointer) {
        return Digests.isRedacted(observed)
                ? addCopied(name, observed, source, pointer)
                : add(name, observed);
    }

    ArrayNode variables() {
        return variables;
    }

    List<SecretValue> secrets() {
        return List.copyOf(secrets);
    }
}
