package org.registryfleet.registrydeployer.certificates;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.Test;
import org.registryfleet.registrydeployer.fixture.Cluster;
import org.registryfleet.registrydeployer.imageconfig.RegistryAddress;
import org.registryfleet.registrydeployer.operand.OperandObjects;
import org.registryfleet.stage.change.SecretValue;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Observed;

import java.util.List;
import java.util.Map;

class CaEntriesTest {

    private static final ObjectRef TRUSTED =
            OperandObjects.configMap("openshift-config", "trusted");

    @Test
    void usesTwoDotsForTheColon() {
        assertThat(CaEntries.ofRegistry(new RegistryAddress("r.ns.svc", 5000), text("CA")).data())
                .isEqualTo(
                        Map.of(
                                "r.ns.svc..5000",
                                text("CA"),
                                "r.ns.svc.cluster.local..5000",
                                text("CA")));
    }

    @Test
    void copiesTextAndBinaryEntries() {
        var entries = CaEntries.none().withAll(trusted("{data: {a: A}, binaryData: {b: Qg==}}"));

        assertThat(entries.into(empty()))
                .isEqualTo(Cluster.yaml("{data: {a: A}, binaryData: {b: Qg==}}"));
        assertThat(entries.values()).isEmpty();
    }

    @Test
    void prefersWhatIsPutInLater() {
        var entries = CaEntries.none().with("a", text("old")).withAll(trusted("{data: {a: new}}"));

        assertThat(entries.into(empty()).path("data")).isEqualTo(Cluster.yaml("{a: new}"));
    }

    @Test
    void keepsAKeyInOneOfTheMapsOnly() {
        var binary =
                CaEntries.none().with("a", text("old")).withAll(trusted("{binaryData: {a: QQ==}}"));

        assertThat(binary.into(empty()))
                .isEqualTo(Cluster.yaml("{data: null, binaryData: {a: QQ==}}"));
        assertThat(binary.with("a", text("text")).into(empty()))
                .isEqualTo(Cluster.yaml("{data: {a: text}, binaryData: null}"));
    }

    @Test
    void appendsOnlyToTexts() {
        var entries =
                CaEntries.none()
                        .with("a", text("A\n"))
                        .withAll(trusted("{binaryData: {b: Qg==}}"))
                        .appending(text("MORE\n"), List.of("a", "b", "c"));

        assertThat(entries.into(empty()))
                .isEqualTo(Cluster.yaml("{data: {a: \"A\\n\\nMORE\\n\"}, binaryData: {b: Qg==}}"));
    }

    @Test
    void copiesByReferenceWhatIsRedacted() {
        var comment = "hmac:" + "0".repeat(32) + "\n";
        var own = ObservedCa.of(OperandObjects.SERVICE_CA, "data", "service-ca.crt", comment);
        var entries =
                CaEntries.none()
                        .withAll(
                                trusted(
                                        "{data: {a/b: CA}, binaryData: {b: \"%s\"}}"
                                                .formatted(comment.strip())))
                        .with("own", own)
                        .appending(text("MORE"), List.of("own", "a/b"));

        assertThat(entries.into(empty()).at("/data/own").asText()).isEqualTo(comment + "\nMORE");
        assertThat(entries.values())
                .containsExactly(
                        SecretValue.copied(
                                "/data/own", OperandObjects.SERVICE_CA, "/data/service-ca.crt"),
                        SecretValue.text("/data/own", "MORE").appended(),
                        SecretValue.copied("/binaryData/b", TRUSTED, "/binaryData/b"));
    }

    @Test
    void wantsEmptyMapsToBeAbsent() {
        var manifest = CaEntries.none().into(empty());

        assertThat(manifest).isEqualTo(Cluster.yaml("{data: null, binaryData: null}"));
    }

    private static ObservedCa text(String text) {
        return ObservedCa.told(text);
    }

    private static Observed trusted(String yaml) {
        return new Observed(TRUSTED, "u", "1", Cluster.yaml(yaml));
    }

    private static ObjectNode empty() {
        return Cluster.yaml("{}").deepCopy();
    }
}
