package org.registryfleet.registrydeployer.certificates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.registryfleet.registrydeployer.operand.OperandObjects.CERTIFICATES;
import static org.registryfleet.registrydeployer.operand.OperandObjects.PUBLISHED_CA;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.registryfleet.registrydeployer.fixture.Cluster;
import org.registryfleet.registrydeployer.fixture.Plans;
import org.registryfleet.registrydeployer.operand.OperandInputs;
import org.registryfleet.registrydeployer.operand.PartPlan;
import org.registryfleet.registrydeployer.operand.StorageContribution;
import org.registryfleet.registrydeployer.operand.UpstreamStorage;
import org.registryfleet.stage.change.Change;
import org.registryfleet.stage.change.Drift;

class CertificatesPartTest {

    private static final String NAMESPACE = "openshift-image-registry";
    private static final String OWN = "image-registry.openshift-image-registry.svc..5000";
    private static final String OWN_LOCAL =
            "image-registry.openshift-image-registry.svc.cluster.local..5000";
    private static final String S3 = "{managementState: Managed, storage: {s3: {}}}";

    private final CertificatesPart part = new CertificatesPart();

    @Test
    void makesEmptyConfigMapsBeforeThereIsAnything() {
        var plan = part.plan(Cluster.empty().inputs());

        assertThat(plan.problems()).isEmpty();
        assertThat(Plans.at(plan, CERTIFICATES, "/data").isNull()).isTrue();
        assertThat(Plans.at(plan, PUBLISHED_CA, "/data").isNull()).isTrue();
    }

    @Test
    void publishesTheServiceCaUnderBothNamesOfTheRegistry() {
        var plan = part.plan(registry().inputs());

        assertThat(data(plan, CERTIFICATES.name())).isEqualTo(own("CA"));
        assertThat(data(plan, PUBLISHED_CA.name())).isEqualTo(own("CA"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void needsBothServiceAndServiceCa(boolean hasService) {
        var cluster =
                hasService
                        ? Cluster.empty().withService(5000)
                        : Cluster.empty()
                                .withConfigMap(NAMESPACE, "serviceca", "{service-ca.crt: CA}");

        assertThat(Plans.at(part.plan(cluster.inputs()), CERTIFICATES, "/data").isNull()).isTrue();
    }

    @Test
    void copiesAdditionalCasForTheRegistryOnly() {
        var plan =
                part.plan(trusting("{data: {a.example.com: A}, binaryData: {b: Qg==}}").inputs());

        assertThat(Plans.at(plan, CERTIFICATES, "/data/a.example.com").asText()).isEqualTo("A");
        assertThat(Plans.at(plan, CERTIFICATES, "/binaryData/b").asText()).isEqualTo("Qg==");
        assertThat(data(plan, PUBLISHED_CA.name())).isEqualTo(own("CA"));
    }

    @Test
    void letsAdditionalCasReplaceTheRegistrysOwn() {
        var plan = part.plan(trusting("{data: {%s: MINE}}".formatted(OWN)).inputs());

        assertThat(Plans.at(plan, CERTIFICATES, "/data/" + OWN).asText()).isEqualTo("MINE");
        assertThat(Plans.at(plan, CERTIFICATES, "/data/" + OWN_LOCAL).asText()).isEqualTo("CA");
    }

    @Test
    void leavesTheConfigMapAloneWhileAdditionalCasAreMissing() {
        var cluster =
                registry()
                        .withImageConfig("{additionalTrustedCA: {name: my-cas}}")
                        .withConfigMap(NAMESPACE, "image-registry-certificates", "{old: OLD}");

        var plan = part.plan(cluster.inputs());

        assertThat(Plans.names(plan, CERTIFICATES)).isFalse();
        assertThat(Plans.names(plan, PUBLISHED_CA)).isTrue();
        assertThat(plan.problems())
                .containsExactly(
                        "failed to update object *v1.ConfigMap,"
                                + " Namespace=openshift-image-registry,"
                                + " Name=image-registry-certificates:"
                                + " image-registry-certificates: configmap \"my-cas\" not found");
    }

    @Test
    void startsWithWhatIsKnownWhileAdditionalCasAreMissing() {
        var plan =
                part.plan(
                        registry()
                                .withImageConfig("{additionalTrustedCA: {name: my-cas}}")
                                .inputs());

        assertThat(data(plan, CERTIFICATES.name())).isEqualTo(own("CA"));
        assertThat(plan.problems())
                .singleElement()
                .asString()
                .startsWith("failed to create object *v1.ConfigMap, ");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void addsTheStoragesCaWhereClientsAreRedirectedToIt(boolean redirects) {
        var spec = "{storage: {s3: {}}, disableRedirect: %s}".formatted(!redirects);
        var expected = redirects ? "CA\n\nS3\n" : "CA\n";

        var plan =
                part.plan(
                        registry("\"CA\\n\"")
                                .withConfig(spec)
                                .with(cloudConfig("\"S3\\n\""))
                                .inputs());

        assertThat(Plans.at(plan, CERTIFICATES, "/data/" + OWN).asText()).isEqualTo(expected);
        assertThat(Plans.at(plan, PUBLISHED_CA, "/data/" + OWN).asText()).isEqualTo(expected);
        assertThat(storageCa(plan)).isEqualTo("S3\n");
        assertThat(Plans.manifest(plan, PUBLISHED_CA).path("data").has("storage-ca-bundle.pem"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{managementState: Removed, storage: {s3: {}}}",
                "{managementState: Managed, storage: {}}",
                "{managementState: Managed, storage: {managementState: Managed, pvc: {claim: ''}}}",
                "{managementState: Managed, storage: {s3: {}, emptyDir: {}}}",
                "{managementState: Managed, storage: {swift: {}}}",
            })
    void hasNoStorageCaWithoutAStorageThatNeedsIt(String spec) {
        var plan = part.plan(registry().withConfig(spec).with(cloudConfig("S3")).inputs());

        assertThat(data(plan, CERTIFICATES.name())).isEqualTo(own("CA"));
    }

    @Test
    void takesSwiftsCaFromTheProviderConfig() {
        var cluster =
                registry()
                        .withConfig("{storage: {managementState: Managed, swift: {}}}")
                        .withConfigMap(
                                "openshift-config",
                                "cloud-provider-config",
                                "{ca-bundle.pem: SWIFT}");

        assertThat(storageCa(part.plan(cluster.inputs()))).isEqualTo("SWIFT");
    }

    @Test
    void takesSwiftsCaFromTheStorageStageWhereASecretKeepsIt() {
        var plan = part.plan(withKeptCa(true, "KEPT"));

        assertThat(storageCa(plan)).isEqualTo("KEPT");
        assertThat(Plans.at(plan, PUBLISHED_CA, "/data/" + OWN).asText()).isEqualTo("CA\nKEPT");
    }

    @Test
    void keepsWhatItPublishedUntilTheKeptCaIsTold() {
        assertThat(part.plan(withKeptCa(false, "")).desired()).isEmpty();
        assertThat(part.plan(withKeptCa(false, "")).problems()).isEmpty();
        assertThat(storageCa(part.plan(withKeptCa(true, "")))).isEqualTo("PUBLIC");
    }

    private static OperandInputs withKeptCa(boolean isReady, String told) {
        var objects =
                registry()
                        .withConfig(
                                "{managementState: Managed, httpSecret: h, storage: {swift: {}}}")
                        .withConfigMap(
                                "openshift-config",
                                "cloud-provider-config",
                                "{ca-bundle.pem: PUBLIC}")
                        .withConfigMap(NAMESPACE, "image-registry-certificates", "{old: OLD}")
                        .withConfigMap("openshift-config-managed", "image-registry-ca", "{}")
                        .with(
                                """
                                apiVersion: v1
                                kind: Secret
                                metadata: {name: installer-cloud-credentials, namespace: %s}
                                data: {cacert: digest}
                                """
                                        .formatted(NAMESPACE))
                        .objects();
        var storage =
                new UpstreamStorage("uid", 1, isReady, StorageContribution.none(), false, told);
        return OperandInputs.of(objects, storage, Cluster.IMAGES);
    }

    @Test
    void prefersTheS3CaThatTheConfigNames() {
        var cluster =
                registry()
                        .withConfig("{storage: {s3: {trustedCA: {name: mine}}}}")
                        .with(cloudConfig("CLOUD"))
                        .withConfigMap("openshift-config", "mine", "{ca-bundle.crt: MINE}");

        assertThat(storageCa(part.plan(cluster.inputs()))).isEqualTo("MINE");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    other | failed to get trusted CA "mine": configmap "mine" not found
                    mine  | trusted CA config map "mine" does not contain required key "ca-bundle.crt"
                    """)
    void holdsBothConfigMapsWhileTheS3CaCannotBeRead(String existing, String reason) {
        var cluster =
                registry()
                        .withConfig("{storage: {s3: {trustedCA: {name: mine}}}}")
                        .withConfigMap("openshift-config", existing, "{key: value}")
                        .withConfigMap(NAMESPACE, "image-registry-certificates", "{old: OLD}")
                        .withConfigMap("openshift-config-managed", "image-registry-ca", "{}");

        var plan = part.plan(cluster.inputs());

        assertThat(plan.desired()).isEmpty();
        assertThat(plan.problems()).singleElement().asString().endsWith(": " + reason);
    }

    @Test
    void removesForeignEntries() {
        var cluster =
                registry()
                        .withConfigMap(
                                NAMESPACE,
                                "image-registry-certificates",
                                "{foreign: F, %s: CA}".formatted(OWN));
        var desired = part.plan(cluster.inputs()).desired().getFirst();

        var change = Drift.between(desired, cluster.objects()).orElseThrow();

        assertThat(((Change.Patch) change).body().path("data"))
                .isEqualTo(Cluster.yaml("{foreign: null, '%s': CA}".formatted(OWN_LOCAL)));
    }

    private static Cluster registry() {
        return registry("CA");
    }

    private static Cluster registry(String pem) {
        return Cluster.empty()
                .withService(5000)
                .withConfigMap(NAMESPACE, "serviceca", "{service-ca.crt: %s}".formatted(pem))
                .withConfig(S3);
    }

    private static Cluster trusting(String content) {
        return registry()
                .withImageConfig("{additionalTrustedCA: {name: my-cas}}")
                .with(
                        content.replaceFirst(
                                "\\{",
                                "{apiVersion: v1, kind: ConfigMap, metadata: {name: my-cas,"
                                        + " namespace: openshift-config}, "));
    }

    private static String cloudConfig(String pem) {
        return """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: kube-cloud-config, namespace: openshift-config-managed}
        data: {ca-bundle.pem: %s}
        """
                .formatted(pem);
    }

    private static String storageCa(PartPlan plan) {
        return Plans.at(plan, CERTIFICATES, "/data/storage-ca-bundle.pem").asText();
    }

    private static Object data(PartPlan plan, String name) {
        var ref = name.equals(CERTIFICATES.name()) ? CERTIFICATES : PUBLISHED_CA;
        return Plans.at(plan, ref, "/data");
    }

    private static Object own(String pem) {
        return Cluster.yaml("{%s: %s, %s: %s}".formatted(OWN, pem, OWN_LOCAL, pem));
    }
}
