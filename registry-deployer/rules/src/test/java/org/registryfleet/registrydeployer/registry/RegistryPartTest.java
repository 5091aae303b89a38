package org.registryfleet.registrydeployer.registry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.registryfleet.stage.view.ObjectRef;

/** A change of these objects is a reason to decide anew. */
class RegistryPartTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    imageregistry.operator.openshift.io/v1 | Config      |                          | cluster         | true
                    imageregistry.operator.openshift.io/v1 | ImagePruner |                          | cluster         | false
                    config.openshift.io/v1                 | Proxy       |                          | cluster         | true
                    rbac.authorization.k8s.io/v1           | ClusterRole |                          | system:registry | true
                    rbac.authorization.k8s.io/v1           | ClusterRole |                          | cluster-admin   | false
                    v1                                     | Node        |                          | worker-1        | true
                    v1                                     | Secret      | openshift-config         | pull-secret     | true
                    v1                                     | Secret      | openshift-config         | other           | false
                    v1                                     | Secret      | openshift-image-registry | any             | true
                    route.openshift.io/v1                  | Route       | openshift-image-registry | mine            | true
                    v1                                     | Pod         | openshift-image-registry | any             | false
                    """)
    void concernsTheInputsEveryNodeAndTheRegistrysOwnKinds(
            String apiVersion, String kind, String namespace, String name, boolean concerns) {
        var ref = new ObjectRef(apiVersion, kind, namespace == null ? "" : namespace, name);

        assertThat(RegistryPart.concerns(ref)).isEqualTo(concerns);
    }
}
