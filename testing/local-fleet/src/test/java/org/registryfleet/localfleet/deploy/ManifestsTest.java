package org.registryfleet.localfleet.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;

import org.junit.jupiter.api.Test;

import java.io.Serial;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rendered charts against the types of Kubernetes' API: a field that it does not have, or of
 * another type, is found here and not by a cluster.
 */
class ManifestsTest {

    private static final Map<String, Class<? extends HasMetadata>> KINDS =
            Map.ofEntries(
                    Map.entry("v1/ConfigMap", ConfigMap.class),
                    Map.entry("v1/Service", Service.class),
                    Map.entry("v1/ServiceAccount", ServiceAccount.class),
                    Map.entry("apps/v1/StatefulSet", StatefulSet.class),
                    Map.entry("networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class),
                    Map.entry("policy/v1/PodDisruptionBudget", PodDisruptionBudget.class),
                    Map.entry("rbac.authorization.k8s.io/v1/ClusterRole", ClusterRole.class),
                    Map.entry(
                            "rbac.authorization.k8s.io/v1/ClusterRoleBinding",
                            ClusterRoleBinding.class),
                    Map.entry("rbac.authorization.k8s.io/v1/Role", Role.class),
                    Map.entry("rbac.authorization.k8s.io/v1/RoleBinding", RoleBinding.class));

    /** Of operators that have to be there; Kubernetes has no type for them. */
    private static final Set<String> OF_OPERATORS =
            Set.of(
                    "monitoring.coreos.com/v1/ServiceMonitor",
                    "monitoring.coreos.com/v1/PrometheusRule",
                    "kafka.strimzi.io/v1/KafkaTopic",
                    "kafka.strimzi.io/v1beta2/KafkaTopic");

    private static final ObjectMapper STRICT =
            JsonMapper.builder()
                    .annotationIntrospector(new NothingFurther())
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                    .build();

    /** Turns off the types' place for fields that they do not know. */
    private static final class NothingFurther extends JacksonAnnotationIntrospector {

        @Serial private static final long serialVersionUID = 1L;

        @Override
        public Boolean hasAnySetter(Annotated method) {
            return false;
        }
    }

    @Test
    void haveOnlyFieldsOfTheirTypes() throws Exception {
        var everything =
                ChartTest.chart()
                        .set("http.tlsSecret", "certificate")
                        .set("http.issuer", "https://login.example")
                        .set("kafka.clientSecret", "kafka-client")
                        .set("imagePullSecrets[0].name", "pull")
                        .set("javaOptions", "-Xmx1g")
                        .call();

        var strimzi =
                ChartTest.chart()
                        .set("kafka.strimziUsers.enabled", "true")
                        .set("kafka.strimziUsers.cluster", "fleet")
                        .call();

        for (var manifests : List.of(everything, strimzi, ChartTest.managedCluster())) {
            for (var manifest : ChartTest.documents(manifests)) {
                read(manifest);
            }
        }
    }

    @Test
    void areRefusedWithAnUnknownField() {
        var set = (ObjectNode) ChartTest.of(ChartTest.fleet(), "StatefulSet").getFirst();
        ((ObjectNode) set.at("/spec/template/spec/containers/0")).put("imagePulPolicy", "Always");

        assertThatThrownBy(() -> read(set)).hasMessageContaining("imagePulPolicy");
    }

    private static void read(JsonNode manifest) throws JsonProcessingException {
        var kind = manifest.path("apiVersion").asText() + "/" + manifest.path("kind").asText();
        var type = KINDS.get(kind);
        if (type == null) {
            assertThat(OF_OPERATORS).contains(kind);
            return;
        }
        var typed = STRICT.treeToValue(manifest, type);
        assertThat(typed.getMetadata().getName()).isNotBlank();
    }
}
