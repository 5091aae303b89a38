package org.registryfleet.regfleet.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.registryfleet.hubsources.SourceConfiguration;
import org.registryfleet.inventory.decision.LabelMapping;
import org.registryfleet.inventory.decision.SourceSettings;
import org.registryfleet.inventory.decision.SourceSettings.Guard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

class SourcesFileTest {

    private static final String SOURCE = "{name: argo, type: argocd, namespaces: [argocd]}";

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sources: [%s]",
                "inventory: {sources: [%s]}",
                "fleet: {inventory: {sources: [%s]}}"
            })
    void readsTheServicesSettingsTheChartsValuesAndTheBareList(String form) throws IOException {
        var file = read(form.formatted(SOURCE));

        assertThat(file.hub()).isEqualTo("in-cluster");
        assertThat(file.sources())
                .containsExactly(
                        new SourceConfiguration(
                                SourceSettings.of("argo", "argocd", 0), List.of("argocd"), "", ""));
    }

    @Test
    void readsEverythingThatTheServiceReads() throws IOException {
        var file =
                read(
                        """
                        fleet:
                          access: {hub: "kubeconfig:own", hubs: {prod: "kubeconfig:prod"}}
                          inventory:
                            sources:
                            - {name: acm, type: ocm, hub: prod, namespaces: ["*"], label-selector: "a=b",
                               proxy: "https://proxy.example", mode: auto, settle: 9s, grace: 90m, simulated: true,
                               labels: {copy: [env], add: {site: hq}}, guard: {percent: 5, at-least: 2, window: 1h}}
                        """);

        assertThat(file.hub()).isEqualTo("kubeconfig:own");
        var settings =
                new SourceSettings(
                        "acm",
                        "ocm",
                        0,
                        "prod",
                        "AUTO",
                        new LabelMapping(Set.of("env"), Map.of("site", "hq")),
                        new Guard(Duration.ofMinutes(90), 5, 2, Duration.ofHours(1)),
                        Duration.ofSeconds(9),
                        true);
        assertThat(file.sources())
                .containsExactly(
                        new SourceConfiguration(
                                settings, List.of("*"), "a=b", "https://proxy.example"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    name: argo, type: argo, namespaces: [x]                           | argo
                    name: argo, type: argocd, namespace: [x]                          | namespace is unknown; did you mean namespaces?
                    name: argo, type: argocd, namespaces: x                           | namespaces is a list
                    name: argo, type: argocd                                          | namespaces is empty
                    name: A_b, type: argocd, namespaces: [x]                          | the name is no DNS label
                    name: argo, type: argocd, namespaces: [x], grace: soon            | grace is a time such as
                    name: argo, type: argocd, namespaces: [x], mode: fast             | mode is one of
                    name: argo, type: argocd, namespaces: [x], hub: far               | no hub is called far; there are []
                    name: argo, type: ocm, namespaces: [x], proxy: "a@b/c"            | proxy is not https
                    name: argo, type: argocd, namespaces: [x], guard: {percent: 101}  | guard.percent is 0 to 100
                    name: argo, type: argocd, namespaces: [x], guard: {percent: many} | guard.percent is a number
                    name: argo, type: argocd, namespaces: [x], labels: {copys: [a]}   | labels.copys is unknown; did you mean copy?
                    """)
    void saysWhatIsWrong(String source, String problem) {
        assertThatThrownBy(() -> read("sources: [{" + source + "}]"))
                .hasMessageContaining("sources.yaml: source")
                .hasMessageContaining(problem);
    }

    @Test
    void tellsEverythingAtOnce() {
        var text = "sources: [%s, %s, {name: x, type: none}]".formatted(SOURCE, SOURCE);

        assertThatThrownBy(() -> read(text))
                .hasMessageContaining("two sources have the name argo")
                .hasMessageContaining("none")
                .hasMessageContaining("namespaces is empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sources: []", "sources: text", "other: 1", "[1, 2]"})
    void asksForSources(String text) {
        assertThatThrownBy(() -> read(text)).hasMessageContaining("names no source");
    }

    @Test
    void asksForYaml() {
        assertThatThrownBy(() -> read("sources: [")).hasMessageContaining("is no YAML");
        assertThatThrownBy(() -> SourcesFile.read(folder.resolve("absent.yaml")))
                .hasMessageContaining("absent.yaml");
    }

    private SourcesFile read(String text) throws IOException {
        return SourcesFile.read(Files.writeString(folder.resolve("sources.yaml"), text));
    }
}
