package org.registryfleet.platformdetector.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.registryfleet.events.Decision;
import org.registryfleet.platformdetector.decision.Cluster;
import org.registryfleet.platformdetector.decision.PlatformFacts;
import org.registryfleet.platformdetector.decision.PlatformSource;
import org.registryfleet.platformdetector.volume.StorageClassFacts;

import java.time.Instant;
import java.util.List;
import java.util.Map;

class PlatformFactsCodecTest {

    private static final Decision DECISION =
            Decision.newBuilder()
                    .setRule("r")
                    .setReason("because")
                    .setDecidedAt(Instant.EPOCH)
                    .setBasis(List.of())
                    .build();

    private final PlatformFactsCodec codec = new PlatformFactsCodec();

    @Test
    void readsWhatItWrites() {
        var facts =
                Cluster.empty()
                        .withNode("n1", "vsphere://1", Map.of())
                        .with(
                                """
                                {apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: thin},
                                 provisioner: csi.vsphere.vmware.com}
                                """)
                        .facts();

        assertThat(codec.decode(codec.encode("c1", facts, DECISION))).isEqualTo(facts);
    }

    @ParameterizedTest
    @EnumSource
    void carriesEverySource(PlatformSource source) {
        var facts =
                new PlatformFacts(
                        "AWS",
                        source,
                        true,
                        "r",
                        "i",
                        true,
                        "s3",
                        List.of(new StorageClassFacts("a", "b", true, List.of("ReadWriteOnce"))),
                        true,
                        List.of("e"),
                        List.of("w"));

        assertThat(codec.decode(codec.encode("c1", facts, DECISION))).isEqualTo(facts);
    }
}
