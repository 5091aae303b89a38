package org.registryfleet.storageprovisioner.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

class DetectedPlatformTest {

    private static final DetectedStorageClass THIN =
            new DetectedStorageClass("thin", "p", true, List.of("ReadWriteOnce"));
    private static final DetectedStorageClass NFS =
            new DetectedStorageClass("nfs", "q", false, List.of("ReadWriteMany"));

    @Test
    void offersWhatItsClassesOffer() {
        var platform = platform(THIN, NFS);

        assertThat(platform.blockOnlyDefault()).contains(THIN);
        assertThat(platform.sharedClass()).contains(NFS);
        assertThat(platform.hasDefaultClass()).isTrue();
        assertThat(platform(NFS).hasDefaultClass()).isFalse();
        assertThat(platform(THIN).sharedClass()).isEmpty();
    }

    @Test
    void takesANamedClassForTheDefault() {
        var preferring = platform(THIN, NFS).preferring("nfs");

        assertThat(preferring.storageClasses())
                .containsExactly(
                        new DetectedStorageClass("thin", "p", false, List.of("ReadWriteOnce")),
                        new DetectedStorageClass("nfs", "q", true, List.of("ReadWriteMany")));
        assertThat(preferring.blockOnlyDefault()).isEmpty();
        assertThat(preferring.type()).isEqualTo("VSphere");
    }

    @Test
    void staysAsItIsWhenNoClassIsNamed() {
        assertThat(platform(THIN, NFS).preferring("")).isEqualTo(platform(THIN, NFS));
    }

    private static DetectedPlatform platform(DetectedStorageClass... classes) {
        return new DetectedPlatform("VSphere", true, false, false, List.of(classes), false);
    }
}
