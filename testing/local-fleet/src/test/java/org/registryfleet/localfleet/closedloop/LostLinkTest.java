package org.registryfleet.localfleet.closedloop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.registryfleet.events.ClusterStatus;
import org.registryfleet.schemas.Topics;
import org.registryfleet.stage.view.ObjectRef;

import java.time.Duration;
import java.util.Random;

/** Two hours without a link to the cluster, in the cluster's own time. */
class LostLinkTest {

    private static final ObjectRef CONFIG =
            ObjectRef.clusterScoped("imageregistry.operator.openshift.io/v1", "Config", "cluster");
    private static final ObjectRef SERVICE =
            new ObjectRef("v1", "Service", "openshift-image-registry", "image-registry");
    private static final Duration DOWN = Duration.ofHours(2);

    private final Random random = new Random(1);
    private final ClosedLoop loop = managed();

    @Test
    void areOneChangeOfTheStatusAndOneBack() {
        var before = status();
        int published = loop.published();
        int asked = loop.asked();

        loop.loseContact();
        loop.pass(DOWN, random);

        assertThat(status().getSummary()).isEqualTo("Unreachable");
        assertThat(loop.published()).isEqualTo(published + 1);

        loop.regainContact();
        loop.pass(DOWN, random);

        assertThat(status().getSummary()).isEqualTo(before.getSummary()).isEqualTo("Available");
        assertThat(loop.published()).isEqualTo(published + 2);
        assertThat(loop.asked()).isEqualTo(asked);
    }

    @Test
    void delayWhatPeopleWantAndWhatHasToBeRepaired() {
        int asked = loop.asked();
        loop.loseContact();
        loop.pass(Duration.ofMinutes(1), random);
        loop.api().delete(SERVICE);
        loop.api().patch(CONFIG, Yaml.object("{spec: {replicas: 2}}"));
        loop.pass(DOWN, random);
        assertThat(loop.asked()).isEqualTo(asked);
        assertThat(status().getSummary()).isEqualTo("Unreachable");

        loop.regainContact();
        loop.pass(Duration.ofMinutes(1), random);
        Kubelet.work(loop.api());
        loop.pass(DOWN, random);

        assertThat(loop.api().find(SERVICE)).isPresent();
        assertThat(status().getSummary()).isEqualTo("Available");
        assertThat(status().getReadyReplicas()).isEqualTo(2);
    }

    private ClusterStatus status() {
        return (ClusterStatus) loop.results().get(Topics.STATUS);
    }

    private ClosedLoop managed() {
        var cluster = Clusters.bootstrapped("VSphere");
        cluster.api()
                .patch(
                        CONFIG,
                        Yaml.object(
                                "{spec: {managementState: Managed, replicas: 1, storage: {emptyDir: {}}}}"));
        Clusters.rest(cluster, random);
        cluster.pass(Duration.ofHours(1), random);
        return cluster;
    }
}
