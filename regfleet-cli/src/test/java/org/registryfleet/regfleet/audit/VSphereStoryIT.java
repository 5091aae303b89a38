package org.registryfleet.regfleet.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.registryfleet.audit.kafka.KafkaLog;
import org.registryfleet.audit.log.OffsetRange;
import org.registryfleet.schemas.KafkaAccess;
import org.registryfleet.schemas.TopicSpec;
import org.registryfleet.schemas.Topics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * The audit of a registry that starts as Removed, gets storage, is turned on and becomes available:
 * every question through the command line, in every format, from the log that the services wrote.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VSphereStoryIT {

    private static final String CLUSTER = "vsphere-1";
    private static final String CONFIG = "Config cluster";
    private static final String CLAIM =
            "PersistentVolumeClaim openshift-image-registry/image-registry-storage";

    private StoryLab lab;
    private AuditCommands audit;
    private Path folder;
    private Instant removed;
    private Instant chosen;
    private Instant available;

    @BeforeAll
    void liveTheStory(@TempDir Path temporary) {
        folder = temporary;
        lab = new StoryLab();
        var cluster = lab.enter(CLUSTER);
        removed = lab.await(cluster, "Removed");
        lab.edit(cluster, "{'spec':{'storage':{'pvc':{'claim':''}}}}");
        chosen = lab.await(cluster, "Removed");
        lab.edit(cluster, "{'spec':{'managementState':'Managed'}}");
        available = lab.await(cluster, "Available");
        lab.stopServices();
        audit = AuditCommands.onKafka(lab.bootstrapServers(), folder);
    }

    @AfterAll
    void stop() {
        lab.close();
    }

    @Test
    void historyLeadsFromTheEditToTheOutcomeOfEveryWrite() {
        var history = shown("history", CLUSTER, "-o", "json", "--limit", "0");

        assertThat(history.path("complete").asBoolean()).isTrue();
        assertThat(Told.events(history)).startsWith("REGISTERED");
        var turnedOn = Told.chapterThatChanges(history, CONFIG, "spec.managementState");
        assertThat(turnedOn.at("/event/object").asText()).endsWith(CONFIG);
        assertThat(Told.change(turnedOn, "spec.managementState")).isEqualTo("Removed → Managed");
        var storage = Told.decision(turnedOn, "storage");
        assertThat(storage.path("rule").asText()).isEqualTo("storage-pending");
        assertThat(storage.at("/trigger/offset")).isEqualTo(turnedOn.at("/record/offset"));
        assertThat(Told.change(storage.path("result"), "phase")).isEqualTo("REMOVED → PENDING");
        assertThat(storage.path("actions"))
                .extracting(one -> one.path("verb").asText() + " " + one.path("object").asText())
                .containsExactly("create " + CLAIM, "patch " + CONFIG);
        assertThat(storage.path("actions"))
                .allSatisfy(
                        one -> {
                            assertThat(one.at("/outcome/result").asText()).isEqualTo("DONE");
                            assertThat(one.at("/outcome/code").asInt()).isBetween(200, 201);
                        });
    }

    @Test
    void historyShowsThatTheStorageWasChosenBefore() {
        var history = shown("history", CLUSTER, "-o", "json", "--to", chosen.toString());

        var chosenStorage = Told.chapterThatChanges(history, CONFIG, "spec.storage.pvc");
        assertThat(Told.decision(chosenStorage, "storage").path("rule").asText())
                .isEqualTo("storage-removed");
        assertThat(Told.decision(chosenStorage, "storage").path("actions")).isEmpty();
        assertThat(history.toString()).doesNotContain("\"after\":\"Managed\"");
    }

    @Test
    void historyReadsAsAStory() {
        var text = audit.run("history", CLUSTER).out();

        assertThat(text)
                .containsSubsequence(
                        "registered",
                        "everything listed",
                        "platform VSphere",
                        "Config cluster changed",
                        "spec.storage.pvc: – → {\"claim\":\"\"}",
                        "spec.managementState: Removed → Managed",
                        "▸ storage  PENDING PVC: The claim image-registry-storage is created (storage-pending)",
                        "create PersistentVolumeClaim image-registry-storage  done, ",
                        "▸ storage  READY PVC",
                        "▸ status   Available Ready: The registry is ready");
    }

    @Test
    void explainNamesTheUnlockingStepAndThenTheChain() {
        var before = shown("explain", CLUSTER, "--at", removed.toString(), "-o", "json");
        var after = shown("explain", CLUSTER, "-o", "json");

        assertThat(before.path("summary").asText()).isEqualTo("Removed");
        assertThat(before.path("unlock").asText())
                .contains("oc patch configs.imageregistry.operator.openshift.io cluster")
                .contains("\"managementState\":\"Managed\"")
                .contains("\"storage\":{\"pvc\":{\"claim\":\"\"}}");
        var between = shown("explain", CLUSTER, "--at", chosen.toString(), "-o", "json");
        assertThat(between.path("unlock").asText())
                .startsWith("Storage is configured. Start the registry:");
        assertThat(after.path("summary").asText()).isEqualTo("Available");
        assertThat(after.path("unlock").asText()).isEmpty();
        // which of two stages decided last is a matter of milliseconds
        assertThat(Told.stages(after.path("chain")))
                .contains("platform", "storage", "registry", "status");
        var why = Told.condition(after, "StorageExists").path("chain");
        assertThat(Told.change(why.get(0), "spec.managementState")).isEqualTo("Removed → Managed");
    }

    @Test
    void explainReadsAsAChain() {
        assertThat(audit.run("explain", CLUSTER, "--at", removed.toString()).out())
                .containsSubsequence(
                        "vsphere-1: Removed (Removed) since",
                        "What would unlock it",
                        "oc patch configs.imageregistry",
                        "How it came to this",
                        "▸ platform VSphere",
                        "Conditions",
                        "Available");
    }

    @Test
    void atTellsTheStateBeforeAndAfter() {
        var before = shown("at", removed.toString(), CLUSTER, "-o", "json");
        var after = shown("at", available.toString(), CLUSTER, "-o", "yaml");

        assertThat(before.at("/results/status/content/summary").asText()).isEqualTo("Removed");
        assertThat(before.at("/results/storage/content/phase").asText()).isEqualTo("REMOVED");
        assertThat(Told.objects(before)).noneMatch(name -> name.endsWith(CLAIM));
        assertThat(after.at("/results/status/content/summary").asText()).isEqualTo("Available");
        assertThat(after.at("/results/storage/content/phase").asText()).isEqualTo("READY");
        assertThat(Told.objects(after)).anyMatch(name -> name.endsWith(CLAIM));
        assertThat(audit.run("at", available.toString()).out())
                .containsPattern("vsphere-1 +VSphere +PVC +Managed +Available +Ready");
        assertThat(audit.run("at", removed.toString()).out())
                .containsPattern("vsphere-1 +VSphere +- +Removed +Removed +Removed");
    }

    @Test
    void diffNamesTheFieldsBetweenTwoMoments() {
        var narrow = shown("diff", removed.toString(), chosen.toString(), CLUSTER, "-o", "json");
        var wide = shown("diff", removed.toString(), available.toString(), CLUSTER, "-o", "json");
        var fleet = shown("diff", removed.toString(), available.toString(), "-o", "json");

        assertThat(narrow.path("objects"))
                .singleElement()
                .satisfies(
                        one -> {
                            assertThat(one.path("object").asText()).endsWith(CONFIG);
                            assertThat(Told.change(one, "spec.storage.pvc"))
                                    .isEqualTo(" → {\"claim\":\"\"}");
                        });
        assertThat(wide.path("objects"))
                .anySatisfy(
                        one -> {
                            assertThat(one.path("object").asText()).endsWith(CLAIM);
                            assertThat(one.path("change").asText()).isEqualTo("appeared");
                        });
        assertThat(Told.change(fleet.at("/clusters/0"), "summary"))
                .isEqualTo("Removed → Available");
        assertThat(audit.run("diff", removed.toString(), removed.toString(), CLUSTER).out())
                .contains("nothing differs");
    }

    @Test
    void whatIfDecidesWithChangedObjectsAndWritesNothing() throws IOException {
        var file = folder.resolve("off.yaml");
        Files.writeString(
                file,
                """
                apiVersion: imageregistry.operator.openshift.io/v1
                kind: Config
                metadata: {name: cluster}
                spec: {managementState: Removed}
                """);
        var before = ends();

        var then = shown("what-if", CLUSTER, "-f", file.toString(), "-o", "json");
        var text = audit.run("what-if", CLUSTER, "-f", file.toString()).out();

        assertThat(then.path("comesToRest").asBoolean()).isTrue();
        var first = Told.stages(then.at("/rounds/0"));
        assertThat(first).containsExactly("platform", "storage", "registry", "status");
        assertThat(then.at("/rounds/0/2/writes"))
                .extracting(one -> one.path("verb").asText() + " " + one.path("object").asText())
                .contains("delete Deployment openshift-image-registry/image-registry");
        assertThat(text)
                .containsSubsequence(
                        "vsphere-1 would be decided anew:",
                        "delete Deployment image-registry",
                        "With these carried out",
                        "delete PersistentVolumeClaim image-registry-storage",
                        "nothing more would be written",
                        "Conditions then");
        assertThat(ends()).isEqualTo(before);
    }

    @Test
    void whatIfWithWhatIsThereChangesNothing() throws IOException {
        var file = folder.resolve("same.yaml");
        Files.writeString(
                file,
                """
                apiVersion: imageregistry.operator.openshift.io/v1
                kind: Config
                metadata: {name: cluster}
                spec: {managementState: Managed}
                """);

        var then =
                shown(
                        "what-if",
                        CLUSTER,
                        "-f",
                        file.toString(),
                        "-o",
                        "json",
                        "--at",
                        Instant.now().toString());

        assertThat(then.at("/rounds/0/1/rule").asText()).isEqualTo("storage-ready");
        assertThat(then.at("/rounds/0/1/writes")).isEmpty();
    }

    @Test
    void printsTheSameInEveryFormat() {
        for (var question :
                List.of(
                        List.of("history", CLUSTER),
                        List.of("explain", CLUSTER),
                        List.of("at", available.toString()),
                        List.of("diff", removed.toString(), available.toString()))) {
            var json = shown(with(question, "-o", "json"));
            var yaml = shown(with(question, "--output", "yaml"));

            assertThat(yaml).as(question.toString()).isEqualTo(json);
            assertThat(audit.run(question.toArray(String[]::new)).out()).contains("Available");
        }
    }

    @Test
    void exitStatusTellsWrongQuestionsApart() {
        assertThat(audit.run("history").exitStatus()).isEqualTo(2);
        assertThat(audit.run("history", CLUSTER, "--colour").exitStatus()).isEqualTo(2);
        var unknown = audit.run("history", "vpshere-1");
        assertThat(unknown.exitStatus()).isEqualTo(3);
        assertThat(unknown.err()).contains("no cluster \"vpshere-1\"", "did you mean vsphere-1?");
        var noTime = audit.run("at", "tea-time");
        assertThat(noTime.exitStatus()).isEqualTo(3);
        assertThat(noTime.err()).contains("\"tea-time\" is no time");
        var nowhere = AuditCommands.onKafka("127.0.0.1:1", folder).run("history", CLUSTER);
        assertThat(nowhere.exitStatus()).isEqualTo(4);
        assertThat(nowhere.err()).contains("check the broker's address");
    }

    private JsonNode shown(String... arguments) {
        var result = audit.run(arguments);
        assertThat(result.exitStatus()).as(result.err()).isZero();
        assertThat(result.err()).isEmpty();
        return result.tree();
    }

    private static String[] with(List<String> question, String option, String value) {
        return Stream.concat(question.stream(), Stream.of(option, value)).toArray(String[]::new);
    }

    private List<OffsetRange> ends() {
        try (var log = new KafkaLog(KafkaAccess.of(lab.bootstrapServers()))) {
            return log.spans(Topics.all().stream().map(TopicSpec::name).toList());
        }
    }
}
