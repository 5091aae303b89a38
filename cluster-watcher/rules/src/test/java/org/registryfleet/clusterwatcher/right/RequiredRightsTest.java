package org.registryfleet.clusterwatcher.right;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.registryfleet.clusterwatcher.kind.WatchedKinds;

import java.util.List;
import java.util.Set;

/** Each mode asks for what it does in a cluster, and for nothing that only the next one does. */
class RequiredRightsTest {

    private static final Set<String> READING = Set.of("get", "list", "watch");

    @Test
    void observingReadsEveryWatchedKindAndWritesNothing() {
        var rights = RequiredRights.toObserve();

        assertThat(rights).extracting(Right::verb).containsOnly("get", "list", "watch");
        for (var watched : WatchedKinds.all()) {
            for (var verb : READING) {
                assertThat(rights)
                        .contains(
                                Right.of(
                                        verb, watched.kind(), watched.namespace(), watched.name()));
            }
        }
        assertThat(described(rights)).contains("get namespaces kube-system");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    patch configs.imageregistry.operator.openshift.io cluster                      | true
                    create persistentvolumeclaims in openshift-image-registry                      | true
                    create serviceaccounts/token registry in openshift-image-registry              | true
                    patch configs.imageregistry.operator.openshift.io/status cluster               | false
                    create deployments.apps in openshift-image-registry                            | false
                    create routes.route.openshift.io/custom-host in openshift-image-registry       | false
                    patch clusteroperators.config.openshift.io/status image-registry               | false
                    bind clusterroles.rbac.authorization.k8s.io system:registry                    | false
                    delete clusterrolebindings.rbac.authorization.k8s.io registry-registry-role    | false
                    delete configmaps in openshift-config-managed                                  | false
                    """)
    void assistingWritesWhatAnOperatorTakesUpAndDeployingTheRest(String right, boolean isToAssist) {
        assertThat(described(RequiredRights.toObserve())).doesNotContain(right);
        assertThat(described(RequiredRights.toAssist()).contains(right)).isEqualTo(isToAssist);
        assertThat(described(RequiredRights.toDeploy())).contains(right);
    }

    @Test
    void everyModeKeepsTheRightsOfTheOneBefore() {
        assertThat(RequiredRights.toAssist()).containsAll(RequiredRights.toObserve());
        assertThat(RequiredRights.toDeploy())
                .containsAll(RequiredRights.toAssist())
                .doesNotHaveDuplicates();
    }

    @Test
    void nothingThatSpreadsRightsIsAskedForWithoutTheNameOfARole() {
        assertThat(RequiredRights.toDeploy())
                .filteredOn(right -> Set.of("bind", "escalate").contains(right.verb()))
                .isNotEmpty()
                .allSatisfy(right -> assertThat(right.name()).isNotEmpty());
    }

    @Test
    void namesASubresourceApartFromItsResource() {
        var status = new Right("patch", "g", "configs/status", "", "cluster");
        var whole = new Right("list", "", "pods", "n", "");

        assertThat(status.plural()).isEqualTo("configs");
        assertThat(status.subresource()).isEqualTo("status");
        assertThat(whole.plural()).isEqualTo("pods");
        assertThat(whole.subresource()).isEmpty();
        assertThat(whole.description()).isEqualTo("list pods in n");
    }

    private static List<String> described(List<Right> rights) {
        return rights.stream().map(Right::description).toList();
    }
}
