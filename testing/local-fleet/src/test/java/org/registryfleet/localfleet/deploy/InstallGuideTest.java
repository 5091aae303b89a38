package org.registryfleet.localfleet.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What {@code docs/install.md} says, as far as that can be done without a cluster. */
class InstallGuideTest {

    private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

    @TempDir private Path folder;

    @Test
    void itsValuesInstallTheServicesWithTheKafkaBesideThem() throws IOException {
        var manifests = new Helm(ROOT.resolve("deploy/helm/registry-fleet")).template();
        var values = Files.writeString(folder.resolve("values.yaml"), block("yaml"));
        var rendered =
                manifests
                        .withName("registry-fleet")
                        .withNamespace("registry-fleet")
                        .withValuesFile(values)
                        .call();
        var kafka = ChartTest.of(KafkaUsers.text("kafka.yaml"), "Kafka").getFirst();
        var name = kafka.at("/metadata/name").asText();
        int port = kafka.at("/spec/kafka/listeners/0/port").asInt();

        assertThat(ChartTest.of(rendered, "StatefulSet"))
                .hasSize(7)
                .allSatisfy(
                        set ->
                                assertThat(set.toString())
                                        .contains(
                                                "%s-kafka-bootstrap:%d".formatted(name, port),
                                                name + "-cluster-ca-cert"));
        assertThat(ChartTest.of(rendered, "NetworkPolicy").toString()).contains("\"port\":" + port);
        assertThat(ChartTest.of(rendered, "Role").toString()).contains("\"site-a\"");
        assertThat(ChartTest.of(rendered, "KafkaTopic"))
                .isNotEmpty()
                .allSatisfy(
                        topic -> {
                            assertThat(
                                            topic.at("/metadata/labels")
                                                    .path("strimzi.io/cluster")
                                                    .asText())
                                    .isEqualTo(name);
                            assertThat(topic.at("/metadata/annotations").toString())
                                    .isEqualTo("{\"helm.sh/resource-policy\":\"keep\"}");
                        });
    }

    @Test
    void theFilesThatItUsesAreThere() throws IOException {
        var files =
                Pattern.compile("(?<![\\w./])deploy/[\\w./-]+")
                        .matcher(guide())
                        .results()
                        .map(found -> found.group())
                        .collect(Collectors.toSet());

        assertThat(files)
                .contains("deploy/images.sh", "deploy/helm/managed-cluster")
                .allSatisfy(file -> assertThat(ROOT.resolve(file)).exists());
    }

    @Test
    void itBuildsAndPushesTheImageOfEveryService() throws IOException {
        assertThat(ChartTest.of(ChartTest.fleet(), "StatefulSet"))
                .extracting(set -> set.at("/metadata/name").asText())
                .containsExactlyInAnyOrder(
                        guide().replaceAll("(?s).*for service in ([^;]+);.*", "$1").split(" ", -1));
    }

    private static String block(String language) throws IOException {
        var block = Pattern.compile("(?s)```" + language + "\n(.*?)```").matcher(guide());
        assertThat(block.find()).isTrue();
        return block.group(1);
    }

    private static String guide() throws IOException {
        return Files.readString(ROOT.resolve("docs/install.md"));
    }
}
