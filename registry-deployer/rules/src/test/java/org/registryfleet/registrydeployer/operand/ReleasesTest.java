package org.registryfleet.registrydeployer.operand;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import org.junit.jupiter.api.Test;
import org.registryfleet.stage.view.Observed;
import org.registryfleet.stage.view.Registration;
import org.registryfleet.stage.view.Snapshot;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which release a cluster gets in a fleet of several. */
class ReleasesTest {

    private static final OperandImages STANDARD = images("4.21.3");
    private static final Releases RELEASES =
            new Releases(STANDARD, Map.of("4.19.8", images("4.19.8"), "4.20.1", images("4.20.1")));

    @Test
    void isTheOneThatTheClusterVersionWants() {
        assertThat(release("4.19.8", "4.19.8")).isEqualTo("4.19.8");
        assertThat(release("4.20.1", "4.20.1", "4.19.8")).isEqualTo("4.20.1");
    }

    @Test
    void staysTheFormerOneWhileTheNewOneHasNoImages() {
        var choice = RELEASES.of(version("4.22.0", "4.22.0", "4.19.8"), null);

        assertThat(choice.images().release()).isEqualTo("4.19.8");
        assertThat(choice.warning())
                .hasValueSatisfying(text -> assertThat(text).contains("4.22.0", "RELEASES"));
    }

    @Test
    void isTheOneOfTheRegistrationWhereThereIsNoClusterVersion() {
        assertThat(RELEASES.of(Snapshot.empty(), registered("4.20.1")).images().release())
                .isEqualTo("4.20.1");
        assertThat(
                        RELEASES.of(version("4.19.8", "4.19.8"), registered("4.20.1"))
                                .images()
                                .release())
                .isEqualTo("4.19.8");
    }

    @Test
    void isTheStandardOneElseAndSaysSoWhenAnotherIsWanted() {
        assertThat(RELEASES.of(Snapshot.empty(), null))
                .isEqualTo(new Releases.Choice(STANDARD, "", Optional.empty()));
        assertThat(RELEASES.of(version("4.18.1", "4.18.1"), null).warning()).isPresent();
        assertThat(RELEASES.of(version("4.21.3", "4.21.3"), null).warning()).isEmpty();
    }

    @Test
    void saysNothingInAFleetOfOneRelease() {
        var only = Releases.only(STANDARD);

        assertThat(only.of(version("4.18.1", "4.18.1"), null).warning()).isEmpty();
        assertThat(only.of(Snapshot.empty(), registered("4.18.1")).warning()).isPresent();
    }

    private static String release(String desired, String... history) {
        return RELEASES.of(version(desired, history), null).images().release();
    }

    private static Registration registered(String release) {
        return new Registration(
                "c1",
                "",
                Map.of(),
                Registration.Ownership.FULL,
                false,
                Map.of(Releases.POLICY, release));
    }

    private static OperandImages images(String release) {
        return new OperandImages("registry:" + release, "cli:" + release, "op:" + release, release);
    }

    private static Snapshot version(String desired, String... history) {
        var entries = List.of(history).stream().map(one -> "{version: %s}".formatted(one)).toList();
        try {
            return Snapshot.of(
                    List.of(
                            new Observed(
                                    OperandObjects.CLUSTER_VERSION,
                                    "u",
                                    "1",
                                    new YAMLMapper()
                                            .readTree(
                                                    "status: {desired: {version: %s}, history: %s}"
                                                            .formatted(desired, entries)))));
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException(malformed);
        }
    }
}
