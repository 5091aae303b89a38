package org.registryfleet.clusteraccess.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.registryfleet.clusteraccess.Cluster.json;
import static org.registryfleet.clusteraccess.execution.Actions.configMap;
import static org.registryfleet.clusteraccess.execution.Namespace.MAP;
import static org.registryfleet.clusteraccess.execution.Namespace.NOW;
import static org.registryfleet.clusteraccess.execution.Namespace.map;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.registryfleet.events.Action;
import org.registryfleet.events.ObjectKey;
import org.registryfleet.events.OutcomeResult;
import org.registryfleet.events.OwnershipMode;
import org.registryfleet.events.Verb;
import org.registryfleet.simulated.SimulatedObjectRef;

import java.nio.file.Path;
import java.time.Duration;

class ActionExecutorTest {

    @TempDir Path folder;
    private Namespace namespace;

    @BeforeEach
    void start() {
        namespace = new Namespace(folder);
    }

    @AfterEach
    void stop() {
        namespace.close();
    }

    @Test
    void createsAnObjectAndTellsItsVersion() {
        var outcome = namespace.execute(Actions.create(configMap("m"), map("{'a':'1'}")));

        var created = namespace.map().orElseThrow();
        assertThat(outcome.getResult()).isEqualTo(OutcomeResult.DONE);
        assertThat(created.at("/metadata/managedFields/0/manager").asText())
                .isEqualTo("registry-fleet-test");
        assertThat(outcome.getUid()).isEqualTo(created.at("/metadata/uid").asText());
        assertThat(outcome.getResourceVersion())
                .isEqualTo(created.at("/metadata/resourceVersion").asText());
        assertThat(outcome.getFinishedAt()).isEqualTo(NOW);
        assertThat(outcome.getCause()).isEqualTo(Actions.CAUSE);
    }

    @Test
    void leavesACreateForLaterWhenTheObjectExists() {
        namespace.existing();

        var outcome = namespace.execute(Actions.create(configMap("m"), map("{'a':'2'}")));

        assertThat(outcome.getResult()).isEqualTo(OutcomeResult.LATER);
        assertThat(outcome.getReason()).isEqualTo("AlreadyExists");
    }

    /** It may have been carried out before, and a user may have deleted the object since then. */
    @Test
    void leavesACreateWhoseDeadlineHasPassedToANewDecision() {
        var late = Actions.create(configMap("m"), map("{'a':'1'}"));
        late.setDeadline(NOW.minus(Duration.ofMinutes(2)));

        var outcome = namespace.execute(late);

        assertThat(outcome.getResult()).isEqualTo(OutcomeResult.LATER);
        assertThat(outcome.getReason()).isEqualTo("DeadlinePassed");
        assertThat(namespace.map()).isEmpty();
    }

    @Test
    void patchesOnlyTheVersionTheDecisionSaw() {
        var seen = namespace.existing();
        namespace.cluster().patch(MAP, json("{'data':{'user':'edit'}}"));

        var outcome = namespace.execute(Actions.patch(configMap("m"), seen, "{'data':{'a':'2'}}"));

        assertThat(outcome.getResult()).isEqualTo(OutcomeResult.LATER);
        assertThat(outcome.getReason()).isEqualTo("Conflict");
        assertThat(namespace.map().orElseThrow().at("/data/a").asText()).isEqualTo("1");
    }

    @Test
    void patchesTheObjectAndItsStatus() {
        var seen = namespace.existing();

        var patched = namespace.execute(Actions.patch(configMap("m"), seen, "{'data':{'a':'2'}}"));

        assertThat(patched.getResult()).isEqualTo(OutcomeResult.DONE);
        assertThat(namespace.map().orElseThrow().at("/data/a").asText()).isEqualTo("2");

        var operator =
                new ObjectKey("config.openshift.io/v1", "ClusterOperator", "", "image-registry");
        var made =
                namespace.apply(
                        "{'apiVersion':'config.openshift.io/v1','kind':'ClusterOperator','metadata':{'name':'image-registry'},'spec':{}}");
        var status =
                Actions.patch(
                        operator,
                        made,
                        "{'status':{'versions':[{'name':'operator','version':'1'}]}}");
        status.setVerb(Verb.PATCH_STATUS);
        assertThat(namespace.execute(status).getResult()).isEqualTo(OutcomeResult.DONE);
        assertThat(
                        namespace
                                .cluster()
                                .get(
                                        SimulatedObjectRef.of(
                                                "config.openshift.io/v1",
                                                "ClusterOperator",
                                                "image-registry"))
                                .orElseThrow()
                                .at("/status/versions/0/version")
                                .asText())
                .isEqualTo("1");
    }

    @Test
    void leavesAPatchOfAVanishedObjectForLater() {
        var seen = namespace.existing();
        namespace.cluster().delete(MAP);

        var outcome = namespace.execute(Actions.patch(configMap("m"), seen, "{'data':{'a':'2'}}"));

        assertThat(outcome.getResult()).isEqualTo(OutcomeResult.LATER);
        assertThat(outcome.getReason()).isEqualTo("NotFound");
    }

    @Test
    void deletesOnlyTheVersionTheDecisionSaw() {
        var seen = namespace.existing();
        namespace.cluster().patch(MAP, json("{'data':{'user':'edit'}}"));

        assertThat(namespace.execute(delete(seen, "")).getResult()).isEqualTo(OutcomeResult.LATER);
        assertThat(namespace.map()).isPresent();

        var fresh = namespace.map().orElseThrow();
        assertThat(
                        namespace
                                .execute(
                                        delete(
                                                fresh,
                                                "{\"gracePeriodSeconds\":0,\"propagationPolicy\":\"Background\"}"))
                                .getResult())
                .isEqualTo(OutcomeResult.DONE);
        assertThat(namespace.map()).isEmpty();
    }

    @Test
    void findsNothingLeftToDelete() {
        var seen = namespace.existing();
        namespace.cluster().delete(MAP);

        assertThat(namespace.execute(delete(seen, "")).getResult()).isEqualTo(OutcomeResult.DONE);
    }

    @Test
    void writesNothingToAClusterThatIsOnlyObserved() {
        namespace.register(OwnershipMode.OBSERVE);

        var outcome = namespace.execute(Actions.create(configMap("m"), map("{'a':'1'}")));

        assertThat(outcome.getResult()).isEqualTo(OutcomeResult.REFUSED);
        assertThat(outcome.getReason()).isEqualTo("ObserveOnly");
        assertThat(namespace.map()).isEmpty();

        namespace.register(OwnershipMode.FULL);
        assertThat(namespace.execute(Actions.create(configMap("m"), map("{'a':'1'}"))).getResult())
                .isEqualTo(OutcomeResult.DONE);
    }

    private Action delete(ObjectNode seen, String options) {
        return Actions.action(Verb.DELETE, configMap("m"))
                .setUid(seen.at("/metadata/uid").asText())
                .setResourceVersion(seen.at("/metadata/resourceVersion").asText())
                .setBody(options)
                .build();
    }
}
