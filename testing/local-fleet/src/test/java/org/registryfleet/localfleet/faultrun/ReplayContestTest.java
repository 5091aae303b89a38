package org.registryfleet.localfleet.faultrun;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.Test;
import org.registryfleet.events.ClusterStatus;
import org.registryfleet.events.ContestedField;
import org.registryfleet.localfleet.closedloop.Deed;
import org.registryfleet.replay.stream.FleetReplay;
import org.registryfleet.replay.stream.ReplayRequest;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.Topics;
import org.registryfleet.stage.view.ObjectRef;

import java.util.List;

/** A cluster that rewrites what the fleet writes is decided about again as it was. */
class ReplayContestTest {

    private static final Events EVENTS = Events.singleObject();
    private static final ObjectRef DEPLOYMENT =
            new ObjectRef("apps/v1", "Deployment", "openshift-image-registry", "image-registry");

    private final ShakenFleet fleet = new ShakenFleet(List.of("None"), Mishaps.none());

    @Test
    void decidesTheSameAboutAContestedCluster() {
        var api = fleet.clusters().values().iterator().next();
        fleet.rest();
        api.admit(DEPLOYMENT, ReplayContestTest::rewriteTheImage);
        api.patch(
                Deed.CONFIG,
                json(
                        "{\"spec\":{\"managementState\":\"Managed\",\"replicas\":2,\"storage\":{\"emptyDir\":{}}}}"));
        fleet.rest();
        assertThat(contested()).isNotEmpty();
        api.patch(Deed.CONFIG, json("{\"spec\":{\"logLevel\":\"Debug\"}}"));
        fleet.rest();
        fleet.restart();
        fleet.rest();

        var log = new MemoryEventLog(fleet.log());
        var report = new FleetReplay(log, EVENTS).run(ReplayRequest.all(1), _ -> {});

        assertThat(report.divergences()).isEmpty();
        assertThat(report.reasons()).isEmpty();
        assertThat(report.total().same()).isEqualTo(report.total().decisions()).isPositive();
    }

    private List<ContestedField> contested() {
        var latest = fleet.log().lines(Topics.STATUS).getLast().value();
        return EVENTS.decode(latest, ClusterStatus.class).getContested();
    }

    private static void rewriteTheImage(ObjectNode deployment) {
        if (deployment.at("/spec/template/spec/containers/0") instanceof ObjectNode container) {
            container.put("image", "mirror.example.com/registry:1");
        }
    }

    private static ObjectNode json(String text) {
        try {
            return new JsonMapper().readValue(text, ObjectNode.class);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
