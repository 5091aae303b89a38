package org.registryfleet.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.registryfleet.scenarios.compare.ComparisonRules;
import org.registryfleet.scenarios.format.FormatException;
import org.registryfleet.scenarios.format.NamePattern;
import org.registryfleet.scenarios.play.PlayListener;
import org.registryfleet.scenarios.play.PlaySettings;
import org.registryfleet.scenarios.play.ToyOperator;
import org.registryfleet.scenarios.report.ScenarioReport;
import org.registryfleet.simulated.SimulatedCluster;
import org.registryfleet.simulated.SimulatedFleet;
import org.registryfleet.simulated.SimulatedObjectRef;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

class ScenarioRunTest {

    private static final Path OWN = Path.of("src/test/resources/own");
    private static final Path PROJECT = Path.of("src/test/resources/project");
    private static final RunRequest.Project NOTHING_SAID =
            new RunRequest.Project(null, null, true, ComparisonRules.USUAL);

    private final SimulatedFleet fleet = SimulatedFleet.start();

    @AfterEach
    void close() {
        fleet.close();
    }

    @Test
    void playsOwnScenarios() {
        var report = run(NOTHING_SAID, null, UnaryOperator.identity(), _ -> {});

        assertThat(report.lines()).containsExactly("scenarios: 2 passed, 0 failed, 0 out of scope");
        assertThat(report.exitStatus()).isZero();
        assertThat(report.json()).hasSize(3);
    }

    @Test
    void knowsScopeOverridesAndSelection() {
        var project =
                new RunRequest.Project(
                        PROJECT.resolve("scope.yaml"),
                        PROJECT.resolve("overrides"),
                        true,
                        ComparisonRules.USUAL);

        var report = run(project, null, of -> of.equals("much") ? "gold" : of, _ -> {});
        var only = run(project, new NamePattern("902*"), UnaryOperator.identity(), _ -> {});

        assertThat(report.lines()).containsExactly("scenarios: 1 passed, 0 failed, 1 out of scope");
        assertThat(only.lines()).containsExactly("scenarios: 0 passed, 0 failed, 1 out of scope");
    }

    @Test
    void showsDifferencesPerStageWithoutSecretValues() {
        var report = run(NOTHING_SAID, new NamePattern("901*"), _ -> "canary", _ -> {});

        assertThat(report.lines())
                .containsExactly(
                        "FAILED 901-wishes-come-true expected-1",
                        "  secret toy/granted: stringData.of: expected a text of 7, found a text of 6",
                        "FAILED 901-wishes-come-true expected-2",
                        "  secret toy/granted: stringData.of: expected a text of 4, found a text of 6",
                        "scenarios: 0 passed, 1 failed, 0 out of scope");
        assertThat(report.exitStatus()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void noticesWhatTheSystemUnderTestDoesBesides(Mischief mischief) {
        var report =
                run(NOTHING_SAID, new NamePattern("901*"), UnaryOperator.identity(), mischief.deed);

        assertThat(report.lines()).contains("  " + mischief.difference);
    }

    @Test
    void refusesAFolderWithoutScenarios() {
        var request = RunRequest.of(List.of(PROJECT), 1);

        assertThatThrownBy(() -> new ScenarioRun(request, _ -> null, PlayListener.NONE).run())
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("has no scenarios");
    }

    @Test
    void refusesAPatternThatMatchesNothing() {
        assertThatThrownBy(
                        () ->
                                run(
                                        NOTHING_SAID,
                                        new NamePattern("99*"),
                                        UnaryOperator.identity(),
                                        _ -> {}))
                .isInstanceOf(FormatException.class)
                .hasMessage(
                        "99*: matches no scenario; there are 901-wishes-come-true, 902-refused-wish");
    }

    private ScenarioReport run(
            RunRequest.Project project,
            NamePattern only,
            UnaryOperator<String> grant,
            Consumer<SimulatedCluster> mischief) {
        var settings = PlaySettings.USUAL.withQuiet(Duration.ofMillis(30), Duration.ofSeconds(2));
        var request = new RunRequest(List.of(OWN), project, only, 2, settings);
        return new ScenarioRun(
                        request,
                        scenario -> new ToyOperator(fleet, scenario.id(), grant, mischief),
                        PlayListener.NONE)
                .run();
    }

    enum Mischief {
        MAKES(
                cluster ->
                        cluster.apply(
                                Yaml.object(
                                        "{apiVersion: v1, kind: ServiceAccount, metadata: {name: a, namespace: toy}}")),
                "serviceaccount toy/a: expected an untouched object or none, found one made or changed"),
        CHANGES(
                cluster ->
                        cluster.patch(
                                new SimulatedObjectRef("v1", "Secret", "toy", "of-the-user"),
                                Yaml.object("{metadata: {labels: {a: b}}}")),
                "secret toy/of-the-user: expected an untouched object or none, found one made or changed"),
        MAKES_THE_FORBIDDEN(
                cluster ->
                        cluster.apply(
                                Yaml.object(
                                        "{apiVersion: v1, kind: Secret, metadata: {name: denied, namespace: toy}}")),
                "secret toy/denied: expected no object, found one"),
        DELETES(
                cluster -> {
                    var ref = new SimulatedObjectRef("v1", "Secret", "toy", "of-the-user");
                    if (cluster.get(ref).isPresent()) {
                        cluster.delete(ref);
                    }
                },
                "secret toy/of-the-user: expected the object of the environment, found none");

        private final Consumer<SimulatedCluster> deed;
        private final String difference;

        Mischief(Consumer<SimulatedCluster> deed, String difference) {
            this.deed = deed;
            this.difference = difference;
        }
    }
}
