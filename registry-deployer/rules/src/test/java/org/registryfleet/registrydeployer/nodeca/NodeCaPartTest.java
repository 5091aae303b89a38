package org.registryfleet.registrydeployer.nodeca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.registryfleet.registrydeployer.operand.OperandObjects.NODE_CA;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.registryfleet.registrydeployer.fixture.Cluster;
import org.registryfleet.registrydeployer.fixture.Plans;
import org.registryfleet.stage.change.Change;
import org.registryfleet.stage.change.Drift;

class NodeCaPartTest {

    private final NodeCaPart part = new NodeCaPart();

    @Test
    void waitsForTheConfig() {
        assertThat(part.plan(Cluster.empty().inputs()).desired()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Managed", "Unmanaged", "Removed", "Force", ""})
    void runsInEveryManagementState(String state) {
        var cluster = Cluster.empty().withConfig("{managementState: '%s'}".formatted(state));

        var plan = part.plan(cluster.inputs());

        assertThat(Plans.at(plan, NODE_CA, "/spec/template/spec/containers/0/image").asText())
                .isEqualTo("op:latest");
    }

    @Test
    void toleratesEveryTaint() {
        var plan = part.plan(Cluster.empty().withConfig("{}").inputs());

        assertThat(Plans.at(plan, NODE_CA, "/spec/template/spec/tolerations"))
                .isEqualTo(Cluster.yaml("[{operator: Exists}]"));
    }

    @Test
    void removesWhatOthersAddToTheSpecButNotToTheLabels() {
        var desired = part.plan(Cluster.empty().withConfig("{}").inputs()).desired().getFirst();
        var observed =
                Plans.manifest(part.plan(Cluster.empty().withConfig("{}").inputs()), NODE_CA);
        observed.withObject("/metadata/labels").put("mine", "1");
        observed.withObject("/spec/template/spec").put("hostPID", true);
        var cluster = Cluster.empty().with(observed.toString());

        var change = Drift.between(desired, cluster.objects()).orElseThrow();

        assertThat(((Change.Patch) change).body())
                .isEqualTo(Cluster.yaml("{spec: {template: {spec: {hostPID: null}}}}"));
    }
}
