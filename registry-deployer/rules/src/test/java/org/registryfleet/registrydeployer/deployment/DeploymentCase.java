package org.registryfleet.registrydeployer.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import org.registryfleet.registrydeployer.operand.OperandImages;
import org.registryfleet.registrydeployer.operand.OperandInputs;
import org.registryfleet.registrydeployer.operand.PartPlan;
import org.registryfleet.registrydeployer.operand.StorageContribution;
import org.registryfleet.stage.change.Desired;
import org.registryfleet.stage.change.SecretValue;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Observed;
import org.registryfleet.stage.view.Snapshot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** A Config and other objects, and the Deployment that follows from them. */
record DeploymentCase(Snapshot objects) {

    static final String CONTAINER = "/spec/template/spec/containers/0";

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final OperandImages IMAGES =
            new OperandImages("registry:latest", "cli:latest", "op:latest", "0.0.1-snapshot");

    /** A Config with these fields of its spec. */
    static DeploymentCase given(String spec) {
        return new DeploymentCase(Snapshot.empty())
                .with(
                        "{apiVersion: imageregistry.operator.openshift.io/v1, kind: Config,"
                                + " metadata: {name: cluster}, spec: {managementState: Managed,"
                                + " httpSecret: x, "
                                + spec
                                + "}}");
    }

    DeploymentCase with(String yaml) {
        try {
            var content = YAML.readTree(yaml);
            var ref =
                    new ObjectRef(
                            content.path("apiVersion").asText(),
                            content.path("kind").asText(),
                            content.at("/metadata/namespace").asText(""),
                            content.at("/metadata/name").asText());
            return new DeploymentCase(objects.with(new Observed(ref, "u", "1", content)));
        } catch (IOException invalid) {
            throw new UncheckedIOException(invalid);
        }
    }

    PartPlan plan() {
        return RegistryDeployment.plan(
                OperandInputs.of(objects, null, IMAGES), StorageContribution.none(), "sha256:0");
    }

    JsonNode at(String pointer) {
        return present().manifest().at(pointer);
    }

    List<SecretValue> secrets() {
        return present().secrets();
    }

    /** Names of the environment variables. */
    List<String> environment() {
        var names = new ArrayList<String>();
        at(CONTAINER + "/env").forEach(variable -> names.add(variable.path("name").asText()));
        return names;
    }

    String env(String name) {
        return at(pointerTo(name)).asText();
    }

    String pointerTo(String name) {
        return CONTAINER + "/env/" + environment().indexOf(name) + "/value";
    }

    List<String> topologies() {
        var keys = new ArrayList<String>();
        at("/spec/template/spec/topologySpreadConstraints")
                .forEach(constraint -> keys.add(constraint.path("topologyKey").asText()));
        return keys;
    }

    private Desired.Present present() {
        return (Desired.Present) plan().desired().getFirst();
    }
}
