package org.registryfleet.localfleet.closedloop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.Test;
import org.registryfleet.events.ClusterStatus;
import org.registryfleet.events.Contest;
import org.registryfleet.events.ContestedField;
import org.registryfleet.schemas.Topics;
import org.registryfleet.stage.view.ObjectRef;

import java.time.Duration;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;

/** A cluster whose API server or whose users have the last word on a field that we write. */
class ContestTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String IMAGE = "/spec/template/spec/containers/0/image";
    private static final ObjectRef DEPLOYMENT =
            Deed.inNamespace("apps/v1", "Deployment", "image-registry");
    private static final ObjectRef BUDGET =
            Deed.inNamespace("policy/v1", "PodDisruptionBudget", "image-registry");
    private static final Consumer<ObjectNode> MIRROR =
            object ->
                    ((ObjectNode) object.at("/spec/template/spec/containers/0"))
                            .put("image", "mirror.example.com/registry:1");

    private final Random random = new Random(1);

    @Test
    void anImageThatAPolicyRewritesIsWrittenFiveTimesInAMinuteAndThenOnceAnHour() {
        var loop = Clusters.bootstrapped("None");
        loop.api().admit(DEPLOYMENT, MIRROR);

        manage(loop);
        loop.pass(MINUTE, random);
        assertThat(writes(loop, DEPLOYMENT)).isBetween(2L, 1L + 5);
        Kubelet.work(loop.api());
        loop.pass(HOUR, random);
        long begun = writes(loop, DEPLOYMENT);
        loop.pass(HOUR.multipliedBy(5), random);

        assertThat(writes(loop, DEPLOYMENT) - begun).isBetween(4L, 5L);
        assertThat(condition(loop, "Available")).isEqualTo("True");
        assertThat(condition(loop, "Progressing")).isEqualTo("False");
        assertThat(condition(loop, "Degraded")).isEqualTo("False");
        assertThat(status(loop).getSettled()).isTrue();
        assertThat(status(loop).getContested())
                .singleElement()
                .satisfies(
                        field -> {
                            assertThat(field.getObject().getKind()).isEqualTo("Deployment");
                            assertThat(field.getField()).isEqualTo(IMAGE);
                            assertThat(field.getContest()).isEqualTo(Contest.REWRITTEN);
                            assertThat(field.getWanted()).isEqualTo("\"registry:latest\"");
                            assertThat(field.getFound()).contains("mirror.example.com");
                            assertThat(field.getManager()).isEqualTo("registry-fleet");
                        });

        long before = writes(loop, DEPLOYMENT);
        loop.api().patch(Deed.CONFIG, Yaml.object("{spec: {logLevel: Debug}}"));
        loop.pass(Duration.ofSeconds(1), random);
        assertThat(writes(loop, DEPLOYMENT)).as("other fields").isEqualTo(before + 1);

        loop.api().admit(DEPLOYMENT, _ -> {});
        loop.pass(HOUR.plus(MINUTE), random);
        assertThat(loop.api().find(DEPLOYMENT).orElseThrow().at(IMAGE).asText())
                .isEqualTo("registry:latest");
        assertThat(status(loop).getContested()).isEmpty();
    }

    @Test
    void fieldsThatAnOldServerDropsAreLeftOut() {
        var loop = Clusters.bootstrapped("None");
        loop.api()
                .admit(
                        BUDGET,
                        object ->
                                ((ObjectNode) object.path("spec"))
                                        .remove("unhealthyPodEvictionPolicy"));
        loop.api()
                .admit(
                        DEPLOYMENT,
                        object ->
                                object.at("/spec/template/spec/topologySpreadConstraints")
                                        .forEach(
                                                one ->
                                                        ((ObjectNode) one)
                                                                .remove("matchLabelKeys")));

        manage(loop);
        loop.pass(HOUR, random);
        Kubelet.work(loop.api());
        loop.pass(HOUR.multipliedBy(24), random);

        assertThat(writes(loop, BUDGET)).as("its creation").isEqualTo(1);
        assertThat(writes(loop, DEPLOYMENT)).isLessThanOrEqualTo(3);
        assertThat(status(loop).getContested())
                .extracting(ContestedField::getContest)
                .isNotEmpty()
                .containsOnly(Contest.DROPPED);
        assertThat(condition(loop, "Degraded")).isEqualTo("False");
    }

    @Test
    void aThousandClustersBehindSuchAPolicyCostOneWriteAnHourEach() {
        var contested = Clusters.bootstrapped("None");
        contested.api().admit(DEPLOYMENT, MIRROR);
        manage(contested);
        Clusters.rest(contested, random);
        int asked = 0;
        int published = 0;
        int decisions = 0;
        for (int i = 0; i < 1_000; i++) {
            var loop = contested.fork();
            loop.pass(HOUR, random);
            asked += loop.asked();
            published += loop.published();
            decisions += decisions(loop);
        }

        assertThat(published).as("results").isZero();
        assertThat(asked).as("actions, each with one outcome").isLessThanOrEqualTo(1_000);
        assertThat(decisions).as("of four stages").isLessThanOrEqualTo(1_000 * 12);
    }

    private static int decisions(ClosedLoop loop) {
        int decisions = 0;
        for (int i = 0; i < loop.workers(); i++) {
            decisions += loop.worker(i).decisions();
        }
        return decisions;
    }

    private void manage(ClosedLoop loop) {
        loop.api()
                .patch(
                        Deed.CONFIG,
                        Yaml.object(
                                "{spec: {managementState: Managed, replicas: 2, storage: {emptyDir: {}}}}"));
    }

    /** All requests, whether they change anything or not. */
    private static long writes(ClosedLoop loop, ObjectRef ref) {
        return loop.api().requests().stream().filter(ref::equals).count();
    }

    private static ClusterStatus status(ClosedLoop loop) {
        return (ClusterStatus) loop.results().get(Topics.STATUS);
    }

    private static String condition(ClosedLoop loop, String type) {
        var conditions = loop.api().find(Deed.CONFIG).orElseThrow().at("/status/conditions");
        return StreamSupport.stream(conditions.spliterator(), false)
                .filter(one -> one.path("type").asText().equals(type))
                .map(one -> one.path("status").asText())
                .findFirst()
                .orElse("absent");
    }
}
