package org.registryfleet.localfleet.faultrun;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.registryfleet.localfleet.closedloop.Deed;
import org.registryfleet.localfleet.closedloop.Yaml;
import org.registryfleet.stage.view.ObjectRef;

import java.util.List;

/** Objects of 2 MiB go through every stage, and come back from its changelog. */
class LargeObjectTest {

    private static final int SIZE = 2 * 1024 * 1024;
    private static final String CLUSTER = "c0-vsphere";
    private static final ObjectRef INFRASTRUCTURE =
            ObjectRef.clusterScoped("config.openshift.io/v1", "Infrastructure", "cluster");

    @BeforeAll
    static void keepTheStagesQuiet() {
        FaultRunsTest.keepTheStagesQuiet();
    }

    @Test
    void endsAsWithSmallObjects() {
        var large = tell(SIZE);
        var small = tell(1);

        assertThat(large.results()).isEqualTo(small.results());
        assertThat(large.effects()).isEqualTo(small.effects());
    }

    private static Ending tell(int size) {
        var fleet = new ShakenFleet(List.of("VSphere"), Mishaps.none());
        var api = fleet.clusters().get(CLUSTER);
        fleet.rest();
        for (var ref : List.of(Deed.CONFIG, INFRASTRUCTURE)) {
            var patch = Yaml.object("{metadata: {annotations: {note: ''}}}");
            patch.withObject("/metadata/annotations").put("note", "x".repeat(size));
            api.patch(ref, patch);
        }
        fleet.rest();
        fleet.restart();
        api.patch(
                Deed.CONFIG,
                Yaml.object("{spec: {managementState: Managed, storage: {emptyDir: {}}}}"));
        fleet.rest();
        fleet.restart();
        fleet.rest();
        assertThat(fleet.stages())
                .allSatisfy(stage -> assertThat(stage.ends()).containsOnly("killed"));
        assertThat(DeadLetterCheck.unexplained(fleet.log())).isEmpty();
        return Ending.of(CLUSTER, api, fleet);
    }
}
