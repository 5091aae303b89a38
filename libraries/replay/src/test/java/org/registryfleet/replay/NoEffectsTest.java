package org.registryfleet.replay;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoEffectsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.registryfleet.stageservice.StageService",
                "org.registryfleet.clusteraccess.ClusterConnections",
                "org.registryfleet.clusterwatcher.service.ClusterWatcherApplication",
                "io.fabric8.kubernetes.client.KubernetesClient",
                "org.springframework.context.ApplicationContext",
            })
    void nothingThatReachesAClusterIsOnTheClassPath(String name) {
        assertThatThrownBy(() -> Class.forName(name)).isInstanceOf(ClassNotFoundException.class);
    }
}
