package org.registryfleet.regfleet.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.registryfleet.audit.log.EventLogRecord;
import org.registryfleet.schemas.Topics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What goes into a supposition, and what it makes of the recorded fleet. */
class WhatIfTest {

    private static final String CONFIG =
            "{apiVersion: imageregistry.operator.openshift.io/v1, kind: Config, metadata: {name: cluster}, spec: %s}\n";

    @TempDir private Path folder;

    @BeforeEach
    void writeObjects() throws IOException {
        write("on.yaml", CONFIG.formatted("{managementState: Managed, storage: {emptyDir: {}}}"));
        write("empty.yaml", "");
        write("broken.yaml", "{apiVersion: [");
        write("nameless.yaml", "{apiVersion: v1, kind: Secret, metadata: {}}");
        write("word.yaml", "word");
    }

    @ParameterizedTest
    @MethodSource("org.registryfleet.regfleet.audit.Recording#clusters")
    void supposingWhatIsThereAsksForNoNewObject(String cluster) throws IOException {
        write("same.yaml", CONFIG.formatted("{}"));

        var then = run("what-if", cluster, "-f", "same.yaml", "-o", "json");

        assertThat(then.exitStatus()).as(then.err()).isZero();
        assertThat(then.tree().path("comesToRest").asBoolean()).as(then.out()).isTrue();
        assertThat(then.tree().at("/rounds/0").findValuesAsText("verb"))
                .as(then.out())
                .doesNotContain("create", "delete");
    }

    @Test
    void aListAndSeveralDocumentsAreSupposedTogether() throws IOException {
        write(
                "several.yaml",
                CONFIG.formatted("{managementState: Managed}")
                        + "---\n"
                        + "{kind: List, items: ["
                        + CONFIG.formatted("{storage: {emptyDir: {}}}").strip()
                        + "]}\n");

        var then = run("what-if", "edge-sno-1", "-f", "several.yaml", "-o", "json").tree();

        assertThat(then.at("/rounds/0/1/result/kind").asText()).isEqualTo("EmptyDir");
        assertThat(then.path("rounds").findValuesAsText("object"))
                .contains("Deployment openshift-image-registry/image-registry");
    }

    @Test
    void beginsWithTheStateOfTheMomentThatIsAskedFor() {
        var removed = firstWith("vsphere-1", "Removed").time().toString();

        var then = run("what-if", "vsphere-1", "-f", "on.yaml", "--at", removed, "-o", "json");
        var now = run("what-if", "vsphere-1", "-f", "on.yaml", "-o", "json");

        assertThat(then.tree().path("rounds").findValuesAsText("object"))
                .contains("Deployment openshift-image-registry/image-registry");
        assertThat(now.tree().at("/rounds/0/1/result/kind").asText())
                .isNotEqualTo(then.tree().at("/rounds/0/1/result/kind").asText());
    }

    @Test
    void aClusterThatLeftTheFleetIsNotDecidedAbout() {
        var left =
                new AuditCommands(
                        () ->
                                Recording.Changed.by(
                                        record ->
                                                record.topic().equals(Topics.CLUSTERS)
                                                        ? Recording.with(record, null)
                                                        : record),
                        folder,
                        Recording.END);

        var answer = left.run("what-if", "vsphere-1", "-f", "on.yaml");

        assertThat(answer.exitStatus()).isEqualTo(3);
        assertThat(answer.err()).contains("vsphere-1 was not in the fleet at 20");
    }

    @ParameterizedTest
    @ValueSource(strings = {"empty.yaml", "broken.yaml", "nameless.yaml", "word.yaml", "none.yaml"})
    void refusesWhatIsNoObject(String file) {
        var answer = run("what-if", "vsphere-1", "-f", file);

        assertThat(answer.exitStatus()).isEqualTo(3);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err())
                .containsPattern(
                        "holds no object|cannot be read as objects|needs apiVersion, kind");
    }

    private static EventLogRecord firstWith(String cluster, String summary) {
        return Recording.records().stream()
                .filter(record -> record.topic().equals(Topics.STATUS))
                .filter(record -> cluster.equals(record.key()))
                .filter(record -> Recording.status(record).getSummary().equals(summary))
                .findFirst()
                .orElseThrow();
    }

    private AuditCommands.Result run(String... arguments) {
        return new AuditCommands(Recording::open, folder, Recording.END).run(arguments);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
