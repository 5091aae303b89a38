package org.registryfleet.localfleet.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The workflow that publishes releases, as far as it can be looked at without running it. */
class ReleaseWorkflowTest {

    private static final Path ROOT = Path.of("..", "..");
    private static final Pattern SCRIPT = Pattern.compile("(?:\\.ci|deploy)/\\S+");

    private JsonNode job;

    @BeforeEach
    void read() throws IOException {
        var file = ROOT.resolve(".github/workflows/release.yml");
        job = new YAMLMapper().readTree(file.toFile()).at("/jobs/images");
    }

    @Test
    void publishesTheImageOfEveryService() {
        assertThat(ChartTest.of(ChartTest.fleet(), "StatefulSet"))
                .extracting(set -> set.at("/metadata/name").asText())
                .containsExactlyInAnyOrder(job.at("/env/SERVICES").asText().split(" ", -1));
    }

    @Test
    void pinsActionsAndStartsScriptsThatExist() {
        assertThat(job.path("steps")).isNotEmpty();
        for (var step : job.path("steps")) {
            if (step.has("uses")) {
                assertThat(step.path("uses").asText()).matches("[\\w./-]+@v\\d+");
            } else {
                assertThat(SCRIPT.matcher(step.path("run").asText()).results())
                        .allSatisfy(
                                script ->
                                        assertThat(Files.isExecutable(ROOT.resolve(script.group())))
                                                .as(script.group())
                                                .isTrue());
            }
        }
    }

    /** A password that stands in a script's text would be shown with it. */
    @Test
    void handsSecretsToScriptsByTheirEnvironmentOnly() {
        assertThat(job.path("steps").findValuesAsText("run"))
                .noneMatch(script -> script.contains("${{"));
    }
}
