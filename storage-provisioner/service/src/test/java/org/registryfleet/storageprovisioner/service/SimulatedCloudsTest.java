package org.registryfleet.storageprovisioner.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.net.URI;

class SimulatedCloudsTest {

    private static final String PROVIDER = "s3.us-east-1.amazonaws.com";

    @Test
    void areForSimulatedClustersOnly() {
        var clouds = SimulatedClouds.at("http://clouds:8090", "paper"::equals);

        assertThat(clouds.of("paper", PROVIDER)).contains(URI.create("http://clouds:8090/paper"));
        assertThat(clouds.of("real", PROVIDER)).isEmpty();
    }

    @Test
    void keepSimulatedClustersFromRealOnesWhenThereAreNone() {
        var clouds = SimulatedClouds.at(" ", "paper"::equals);

        assertThat(clouds.of("paper", PROVIDER)).contains(URI.create("http://127.0.0.1:9/paper"));
        assertThat(clouds.of("real", PROVIDER)).isEmpty();
    }
}
