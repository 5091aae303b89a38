package org.registryfleet.simulated.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.registryfleet.simulated.failure.FieldError;
import org.registryfleet.simulated.resource.Json;
import org.registryfleet.simulated.resource.ResourceCatalog;
import org.registryfleet.simulated.resource.ResourceType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class CustomSchemasTest {
    private static final ResourceType PROXY =
            ResourceCatalog.everything().require("config.openshift.io/v1", "Proxy");

    @TempDir private Path folder;

    @BeforeEach
    void writeDefinition() throws IOException {
        Files.writeString(
                folder.resolve("proxies.yaml"),
                """
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                spec:
                  group: config.openshift.io
                  names: {kind: Proxy}
                  versions:
                  - name: v1
                    schema:
                      openAPIV3Schema:
                        description: A proxy.
                        type: object
                        required: [spec]
                        properties:
                          metadata: {type: object}
                          spec:
                            type: object
                            properties:
                              mode: {type: string, enum: [Fast, Slow], default: Fast}
                              ports:
                                type: array
                                maxItems: 2
                                items: {x-kubernetes-int-or-string: true, anyOf: [{type: integer}, {type: string}]}
                              free: {type: object, x-kubernetes-preserve-unknown-fields: true}
                              maybe: {type: string, nullable: true}
                              sure: {type: string}
                """);
    }

    @Test
    void readsRealDefinitions() {
        var schema = CustomSchemas.fromFolder(folder).of(PROXY).orElseThrow();
        var proxy =
                Json.yamlObject(
                        "{metadata: {name: x, labels: {a: b}}, spec: {unknown: 1, free: {any: thing}, maybe: null, sure: null}}");

        schema.normalise(proxy);
        assertThat(proxy)
                .isEqualTo(
                        Json.yaml(
                                "{metadata: {name: x, labels: {a: b}}, spec: {free: {any: thing}, maybe: null, mode: Fast}}"));
        assertThat(schema.complaints(proxy)).isEmpty();
        assertThat(schema.complaints(Json.yamlObject("{spec: {mode: Maybe, ports: [1, a, {}]}}")))
                .extracting(FieldError::field)
                .containsExactlyInAnyOrder("spec.mode", "spec.ports", "spec.ports[2]");
    }

    @Test
    void canAdmitUnknownValues() {
        var open =
                CustomSchemas.fromFolder(folder)
                        .withoutEnum("config.openshift.io/v1", "Proxy", "spec", "mode");

        assertThat(
                        open.of(PROXY)
                                .orElseThrow()
                                .complaints(Json.yamlObject("{spec: {mode: Maybe}}")))
                .isEmpty();
    }

    @Test
    void keepsTheBuiltInSchemasOfOtherKinds() {
        assertThat(CustomSchemas.fromFolder(folder).kinds())
                .contains(
                        "imageregistry.operator.openshift.io/v1/Config",
                        "config.openshift.io/v1/Proxy");
        assertThat(CustomSchemas.builtIn().of(PROXY)).isEmpty();
    }
}
