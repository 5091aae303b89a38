package org.registryfleet.localfleet.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The rules of Grafana's public dashboard linter, each under the linter's name for it. */
class DashboardsTest {

    private static final Path FOLDER = Path.of("..", "..", "deploy", "grafana", "dashboards");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> UNITS =
            Set.of("short", "percentunit", "ops", "s", "ms", "bytes");
    private static final Pattern SELECTOR = Pattern.compile("\\{([^}]*)}");
    private static final Pattern RATE_RANGE = Pattern.compile("i?rate\\([^\\[]*\\[([^]]*)]");
    private static final Pattern COUNTER =
            Pattern.compile("(\\w+\\()?(\\w+_total)(\\{[^}]*})?(\\[)?");

    private record Dashboard(String file, JsonNode json) {

        List<JsonNode> variables(String name) {
            return list(json.at("/templating/list"))
                    .filter(variable -> variable.path("name").asText().equals(name))
                    .toList();
        }

        List<JsonNode> panels() {
            return list(json.path("panels")).toList();
        }

        List<String> queries() {
            return panels().stream()
                    .flatMap(panel -> list(panel.path("targets")))
                    .map(target -> target.path("expr").asText())
                    .toList();
        }

        @Override
        public String toString() {
            return file;
        }
    }

    static List<Dashboard> dashboards() throws IOException {
        try (var files = Files.list(FOLDER)) {
            var found = new ArrayList<Dashboard>();
            for (var file : files.sorted().toList()) {
                found.add(
                        new Dashboard(file.getFileName().toString(), JSON.readTree(file.toFile())));
            }
            return found;
        }
    }

    @Test
    void thereAreFive() throws IOException {
        assertThat(dashboards())
                .extracting(Dashboard::file)
                .containsExactly(
                        "fleet-audit.json",
                        "fleet-cluster.json",
                        "fleet-overview.json",
                        "fleet-pipeline.json",
                        "fleet-policies.json");
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void templateDatasource(Dashboard dashboard) {
        assertThat(dashboard.variables("datasource")).hasSize(1);
        var variable = dashboard.variables("datasource").getFirst();
        assertThat(variable.path("type").asText()).isEqualTo("datasource");
        assertThat(variable.path("query").asText()).isEqualTo("prometheus");
        assertThat(variable.path("label").asText()).isEqualTo("Data source");
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void templateJobAndInstance(Dashboard dashboard) {
        for (var name : List.of("job", "instance")) {
            assertThat(dashboard.variables(name)).hasSize(1);
            var variable = dashboard.variables(name).getFirst();
            assertThat(variable.at("/datasource/uid").asText()).isEqualTo("${datasource}");
            assertThat(variable.path("type").asText()).isEqualTo("query");
            assertThat(variable.path("label").asText()).isEqualToIgnoringCase(name);
            assertThat(variable.path("multi").asBoolean()).isTrue();
            assertThat(variable.path("allValue").asText()).isEqualTo(".+");
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void templateOnTimeChangeReload(Dashboard dashboard) {
        assertThat(list(dashboard.json().at("/templating/list")))
                .filteredOn(variable -> variable.path("type").asText().equals("query"))
                .allMatch(variable -> variable.path("refresh").asInt() == 2);
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void uneditableDashboard(Dashboard dashboard) {
        assertThat(dashboard.json().path("editable").asBoolean(true)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void panelsHaveDatasourceTitleDescriptionUnitAndTargets(Dashboard dashboard) {
        assertThat(dashboard.panels()).isNotEmpty();
        for (var panel : dashboard.panels()) {
            var title = panel.path("title").asText();
            assertThat(title).isNotBlank();
            assertThat(panel.path("description").asText()).as(title).isNotBlank();
            assertThat(panel.at("/datasource/uid").asText()).as(title).isEqualTo("${datasource}");
            assertThat(panel.at("/fieldConfig/defaults/unit").asText()).as(title).isIn(UNITS);
            assertThat(list(panel.path("targets"))).as(title).isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void targetJobAndInstance(Dashboard dashboard) {
        for (var query : dashboard.queries()) {
            var selectors = SELECTOR.matcher(query).results().map(found -> found.group(1)).toList();
            assertThat(selectors)
                    .as(query)
                    .isNotEmpty()
                    .allSatisfy(
                            selector ->
                                    assertThat(selector)
                                            .contains("job=~\"$job\"", "instance=~\"$instance\""));
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void targetRateInterval(Dashboard dashboard) {
        for (var query : dashboard.queries()) {
            assertThat(RATE_RANGE.matcher(query).results().map(found -> found.group(1)))
                    .as(query)
                    .allMatch("$__rate_interval"::equals);
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void targetCounterAgg(Dashboard dashboard) {
        for (var query : dashboard.queries()) {
            assertThat(COUNTER.matcher(query).results())
                    .as(query)
                    .allSatisfy(
                            counter -> {
                                assertThat(counter.group(1)).isIn("rate(", "irate(", "increase(");
                                assertThat(counter.group(4)).isEqualTo("[");
                            });
        }
    }

    @Test
    void linksLeadToDashboardsThatExist() throws IOException {
        var links = new HashSet<String>();
        for (var dashboard : dashboards()) {
            var matcher = Pattern.compile("/d/([a-z-]+)\\?").matcher(dashboard.json().toString());
            matcher.results().forEach(link -> links.add(link.group(1)));
        }

        assertThat(dashboards())
                .extracting(dashboard -> dashboard.json().path("uid").asText())
                .containsAll(links);
        assertThat(links).hasSize(5);
    }

    private static Stream<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
