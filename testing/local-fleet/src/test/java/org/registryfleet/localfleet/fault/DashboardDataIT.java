package org.registryfleet.localfleet.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.registryfleet.simulated.bootstrap.DemoPlatform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Every panel of the dashboards has data: all services run as their own processes, a cluster comes
 * to its registry, and a real Prometheus that scrapes them is asked what the panels ask.
 */
class DashboardDataIT {

    private static final Path FOLDER = Path.of("..", "..", "deploy", "grafana", "dashboards");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<ServiceProcess> services = new ArrayList<>();
    private FaultLab lab;
    private PrometheusProcess prometheus;

    /** What a panel asks; {@code mayBeEmpty} where it says what no data means. */
    private record Query(String panel, String text, boolean mayBeEmpty) {}

    @BeforeEach
    void start() throws IOException {
        assumeTrue(
                PrometheusProcess.isInstalled(),
                "no prometheus on the path: the dashboards' queries are not asked");
        lab = FaultLab.withoutServices();
        for (var service : Service.values()) {
            services.add(
                    ServiceProcess.start(
                            service,
                            lab.workspace(),
                            lab.bootstrapServers(),
                            "--fleet.store=memory"));
        }
        prometheus =
                PrometheusProcess.start(
                        lab.workspace().folder("prometheus"),
                        services.stream().map(ServiceProcess::port).toList());
    }

    @AfterEach
    void stop() {
        if (prometheus != null) {
            prometheus.close();
        }
        services.forEach(ServiceProcess::close);
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    void everyPanelHasData() throws IOException {
        lab.register(lab.cluster("ovirt", DemoPlatform.OVIRT));
        lab.register(lab.cluster("vsphere", DemoPlatform.VSPHERE));
        await().atMost(Duration.ofMinutes(3))
                .until(
                        () ->
                                lab.isSettled("ovirt", "Available")
                                        && lab.isSettled("vsphere", "Removed"));

        var queries = queries();
        assertThat(queries).hasSizeGreaterThan(50);
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(
                        () ->
                                assertThat(queries)
                                        .filteredOn(query -> !query.mayBeEmpty())
                                        .filteredOn(q -> prometheus.query(q.text()).isEmpty())
                                        .isEmpty());
        queries.stream().filter(Query::mayBeEmpty).forEach(q -> prometheus.query(q.text()));
    }

    private static List<Query> queries() throws IOException {
        var queries = new ArrayList<Query>();
        try (var files = Files.list(FOLDER)) {
            for (var file : files.sorted().toList()) {
                for (var panel : JSON.readTree(file.toFile()).path("panels")) {
                    panel.path("targets").forEach(target -> queries.add(query(panel, target)));
                }
            }
        }
        return queries;
    }

    private static Query query(JsonNode panel, JsonNode target) {
        var text =
                target.path("expr")
                        .asText()
                        .replace("$__rate_interval", "2m")
                        .replaceAll("\\$(job|instance|cluster)\\b", ".+");
        return new Query(
                panel.path("title").asText(),
                text,
                panel.at("/fieldConfig/defaults").has("noValue"));
    }
}
