package org.registryfleet.inventory.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Map;
import java.util.TreeMap;

class SourceTypeTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, HubObject> objects = new TreeMap<>();

    @Test
    void refusesATypeThatDoesNotExistAndNamesThoseThatDo() {
        assertThatThrownBy(() -> SourceType.of("rancher", ""))
                .hasMessageContaining("\"rancher\"")
                .hasMessageContaining("argocd, hive, labelled-secret, ocm");
    }

    @Test
    void leavesArgoCdsOwnClusterAndThoseOfSomeNamespacesOut() {
        var type = SourceType.of("argocd", "");

        assertThat(
                        type.cluster(
                                argo(Map.of("server", "https://kubernetes.default.svc")),
                                none(),
                                ""))
                .isNull();
        assertThat(argoCluster(Map.of("server", "https://a", "namespaces", "x,y")).problem())
                .startsWith("NamespaceScoped: ");
        assertThat(
                        argoCluster(
                                        Map.of(
                                                "server",
                                                "https://a",
                                                "namespaces",
                                                "x",
                                                "clusterResources",
                                                "true"))
                                .problem())
                .isEmpty();
        assertThat(argoCluster(Map.of("server", "https://a", "name", "Prod")).name())
                .isEqualTo("Prod");
    }

    @Test
    void namesTheHubInReferences() {
        var cluster = SourceType.of("argocd", "").cluster(argo(Map.of()), none(), "prod/");

        assertThat(cluster).isNotNull();
        assertThat(cluster.endpoint().credential()).isEqualTo("argocd:prod/argocd/a");
    }

    @Test
    void takesInstalledClustersOfHiveThatSomebodyHas() {
        secret("hive-a", "admin");

        assertThat(hive("'installed':false")).isNull();
        assertThat(hive("'installed':true,'clusterPoolRef':{'poolName':'p'}")).isNull();
        assertThat(hive("'installed':true,'clusterPoolRef':{'poolName':'p','claimName':'c'}"))
                .isNotNull();
        var running = hive("'installed':true");
        assertThat(running).isNotNull();
        assertThat(running.hibernating()).isFalse();
        assertThat(running.endpoint().credential()).isEqualTo("secret:hive-a/admin#kubeconfig");
        var off = hive("'installed':true,'powerState':'Hibernating'");
        assertThat(off).isNotNull();
        assertThat(off.hibernating()).isTrue();
    }

    @Test
    void knowsThatHiveDestroysWhatItDeletes() {
        secret("hive-a", "admin");

        assertThat(deleted("'installed':true").departing()).isTrue();
        assertThat(deleted("'installed':true,'preserveOnDelete':true").departing()).isFalse();
    }

    @Test
    void needsAnAddressOrAProxyAndATokenForAManagedCluster() {
        var accepted = "'hubAcceptsClient':true";
        assertThat(managed("", accepted).problem()).startsWith("NoServiceAccount: ");

        account();
        assertThat(managed("", accepted).problem()).startsWith("Unreachable: ");
        assertThat(managed("https://proxy.example", accepted).endpoint())
                .satisfies(
                        endpoint -> {
                            assertThat(endpoint.credential())
                                    .isEqualTo("msa:c1/registry-fleet@proxy");
                            assertThat(endpoint.server()).isEqualTo("https://proxy.example/c1");
                        });
        var url =
                accepted
                        + ",'managedClusterClientConfigs':[{'url':'https://c1','caBundle':'Y2E='}]";
        assertThat(managed("", url).endpoint().server()).isEqualTo("https://c1");
        assertThat(managed("", url).endpoint().authority()).hasSize(64);
        var login = accepted + ",'managedClusterClientConfigs':[{'url':'https://u:p@c1'}]";
        assertThat(managed("", login).problem()).startsWith("UserInfo: ").doesNotContain("u:p");
        assertThat(managed("", "'hubAcceptsClient':false").departing()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    argocd          | ARGOCD     | secrets                                                 | argocd.argoproj.io/secret-type=cluster
                    labelled-secret | KUBECONFIG | secrets                                                 | fleet.registryfleet.org/cluster=true
                    hive            | KUBECONFIG | clusterdeployments secrets                              | hive.openshift.io/secret-type=kubeconfig
                    ocm             | TOKEN      | managedclusters managedserviceaccounts secrets          | authentication.open-cluster-management.io/is-managed-serviceaccount=true
                    """)
    void readsNoSecretsButThoseOfItsLabel(
            String name, SecretFormat format, String plurals, String selector) {
        var type = SourceType.of(name, "");

        assertThat(type.format()).isEqualTo(format);
        assertThat(type.kinds()).extracting(HubKind::plural).containsExactly(plurals.split(" "));
        assertThat(type.kinds())
                .filteredOn(HubKind::isSecret)
                .extracting(HubKind::labelSelector)
                .containsExactly(selector);
    }

    @Test
    void namesALabelledClusterAfterItsSecret() {
        var type = SourceType.of("labelled-secret", "");
        var usable = type.cluster(secret("fleet", "edge", ""), none(), "prod/");
        var broken = type.cluster(secret("fleet", "edge", "NoKubeconfig: empty"), none(), "");

        assertThat(usable).isNotNull();
        assertThat(usable.name()).isEqualTo("edge");
        assertThat(usable.endpoint().credential()).isEqualTo("secret:prod/fleet/edge");
        assertThat(usable.problem()).isEmpty();
        assertThat(broken).isNotNull();
        assertThat(broken.problem()).isEqualTo("NoKubeconfig: empty");
    }

    @Test
    void saysWhichKubeconfigOfHiveIsMissing() {
        var without =
                object(
                        "ClusterDeployment",
                        "{'metadata':{'name':'a','namespace':'hive-a'},'spec':{'installed':true}}");
        var unnamed = SourceType.of("hive", "").cluster(without, this::find, "");
        var unlabelled = hive("'installed':true");

        assertThat(unnamed).isNotNull();
        assertThat(unnamed.problem()).startsWith("NoKubeconfig: spec.clusterMetadata");
        assertThat(unlabelled).isNotNull();
        assertThat(unlabelled.problem())
                .startsWith("NoKubeconfig: there is no Secret hive-a/admin");
    }

    @Test
    void waitsForAManagedClusterThatHasNotJoined() {
        assertThat(joined("{'type':'HubAcceptedManagedCluster','status':'True'}")).isNull();
        assertThat(
                        joined(
                                "{'type':'HubAcceptedManagedCluster','status':'True'},"
                                        + "{'type':'ManagedClusterJoined','status':'False'}"))
                .isNull();
        assertThat(joined("")).isNull();
    }

    @Test
    void saysWhatIsWrongWithTheTokenOfAManagedCluster() {
        account();
        put(secret("c1", "token", "NoToken: the Secret holds none"));

        assertThat(managed("", "'hubAcceptsClient':true").problem())
                .isEqualTo("NoToken: the Secret holds none");
    }

    @ParameterizedTest
    @CsvSource({
        "argocd, a, admin, false",
        "labelled-secret, a, admin, false",
        "hive, hive-a, admin, true",
        "hive, hive-a, other, false",
        "hive, hive-b, admin, false",
        "ocm, a, any, true",
        "ocm, b, any, false"
    })
    void judgesAClusterAnewWhenWhatItDependsOnChanges(
            String type, String namespace, String name, boolean concerns) {
        var cluster = deployment("", "'installed':true");

        assertThat(SourceType.of(type, "").concerns(cluster, secret(namespace, name, "")))
                .isEqualTo(concerns);
    }

    @Test
    void refusesAddressesThatAreNone() {
        for (var address :
                new String[] {"", "file:///etc/passwd", "ftp://x", "https://", "::", "x"}) {
            assertThat(ServerAddress.fault(address)).as(address).startsWith("NoServer: ");
        }
        assertThat(ServerAddress.fault("https://u@h")).startsWith("UserInfo: ");
        assertThat(ServerAddress.fault("https://h:6443/k8s/clusters/c-1")).isEmpty();
        assertThat(ServerAddress.canonical("https://h/p/?__uid=7#x")).isEqualTo("https://h/p");
    }

    private @Nullable FoundCluster hive(String spec) {
        return SourceType.of("hive", "").cluster(deployment("", spec), this::find, "");
    }

    private FoundCluster deleted(String spec) {
        var gone = ",'deletionTimestamp':'2026-11-30T08:00:00Z'";
        var cluster = SourceType.of("hive", "").cluster(deployment(gone, spec), this::find, "");
        if (cluster == null) {
            throw new AssertionError("no cluster");
        }
        return cluster;
    }

    private static HubObject deployment(String metadata, String spec) {
        return object(
                "ClusterDeployment",
                "{'metadata':{'name':'a','namespace':'hive-a'%s},'spec':{%s,'clusterMetadata':{'adminKubeconfigSecretRef':{'name':'admin'}}}}"
                        .formatted(metadata, spec));
    }

    private FoundCluster managed(String proxy, String spec) {
        var joined =
                "{'type':'HubAcceptedManagedCluster','status':'True'},{'type':'ManagedClusterJoined','status':'True'}";
        var object =
                object(
                        "ManagedCluster",
                        "{'metadata':{'name':'c1'},'spec':{%s},'status':{'conditions':[%s]}}"
                                .formatted(spec, joined));
        var cluster = SourceType.of("ocm", proxy).cluster(object, this::find, "");
        if (cluster == null) {
            throw new AssertionError("no cluster");
        }
        return cluster;
    }

    private @Nullable FoundCluster joined(String conditions) {
        var object =
                object(
                        "ManagedCluster",
                        "{'metadata':{'name':'c1'},'spec':{'hubAcceptsClient':true},'status':{'conditions':[%s]}}"
                                .formatted(conditions));
        return SourceType.of("ocm", "").cluster(object, this::find, "");
    }

    private void account() {
        secret("c1", "token");
        put(
                object(
                        "ManagedServiceAccount",
                        "{'metadata':{'name':'registry-fleet','namespace':'c1'},'status':{'tokenSecretRef':{'name':'token'}}}"));
    }

    private void secret(String namespace, String name) {
        put(secret(namespace, name, ""));
    }

    private static HubObject secret(String namespace, String name, String problem) {
        var endpoint = new ClusterEndpoint("", "https://a", "", "TOKEN", null, "d");
        return HubObject.of(
                "Secret",
                json("{'metadata':{'name':'%s','namespace':'%s'}}".formatted(name, namespace)),
                new SecretContents(endpoint, Map.of(), problem));
    }

    private FoundCluster argoCluster(Map<String, String> texts) {
        var cluster = SourceType.of("argocd", "").cluster(argo(texts), none(), "");
        if (cluster == null) {
            throw new AssertionError("no cluster");
        }
        return cluster;
    }

    private static HubObject argo(Map<String, String> texts) {
        var endpoint = new ClusterEndpoint("", "https://a", "", "TOKEN", null, "d");
        return HubObject.of(
                "Secret",
                json("{'metadata':{'name':'a','namespace':'argocd'}}"),
                new SecretContents(endpoint, texts, ""));
    }

    private static HubObjects none() {
        return (_, _, _) -> null;
    }

    private void put(HubObject object) {
        objects.put(object.kind() + " " + object.namespace() + "/" + object.name(), object);
    }

    private @Nullable HubObject find(String kind, String namespace, String name) {
        return objects.get(kind + " " + namespace + "/" + name);
    }

    private static HubObject object(String kind, String text) {
        return HubObject.of(kind, json(text), SecretContents.NONE);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
