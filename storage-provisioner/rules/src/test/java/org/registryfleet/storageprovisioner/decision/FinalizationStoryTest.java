package org.registryfleet.storageprovisioner.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.registryfleet.storageprovisioner.result.StoragePhase.REMOVED;
import static org.registryfleet.storageprovisioner.result.StoragePhase.REMOVING;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.storageprovisioner.claim.RegistryClaim;
import org.registryfleet.storageprovisioner.config.RegistryConfig;
import org.registryfleet.storageprovisioner.story.Story;
import org.registryfleet.storageprovisioner.story.Yaml;

class FinalizationStoryTest {

    @Test
    void letsGoOfTheConfigAfterTheOperandAndTheClaim() {
        var story =
                managed("{pvc: {claim: ''}}")
                        .merge(
                                RegistryConfig.REF,
                                Yaml.object(
                                        "{metadata: {finalizers: [example.com/hold, "
                                                + RegistryConfig.FINALIZER
                                                + "]}}"))
                        .settle()
                        .collects(false)
                        .delete(RegistryConfig.REF)
                        .settle();
        assertThat(story.state().phase()).isEqualTo(REMOVING);
        assertThat(story.config().at("/metadata/finalizers")).hasSize(2);

        story.collects(true).settle();

        assertThat(story.has(RegistryClaim.ref(RegistryClaim.OWN_NAME))).isFalse();
        assertThat(story.config().at("/metadata/finalizers/0").asText())
                .isEqualTo("example.com/hold");
        assertThat(story.config().at("/metadata/finalizers")).hasSize(1);
        assertThat(story.state().phase()).isEqualTo(REMOVING);
    }

    @Test
    void bootstrapsAnewWhenTheConfigIsGone() {
        var story = managed("{emptyDir: {}}").delete(RegistryConfig.REF).settle();

        assertThat(story.config().at("/spec/managementState").asText()).isEqualTo("Removed");
        assertThat(story.state().phase()).isEqualTo(REMOVED);
        assertThat(story.state().applied().conditions()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "v1, Service, image-registry, true",
        "v1, Secret, image-registry-private-configuration, true",
        "v1, Secret, other, false",
        "route.openshift.io/v1, Route, default-route, true",
        "route.openshift.io/v1, Route, foreign, false"
    })
    void keepsTheFinalizerWhileAnObjectOfTheRegistryIsThere(
            String apiVersion, String kind, String name, boolean waits) {
        var annotations = name.equals("foreign") ? "{}" : "{imageregistry.openshift.io: \"true\"}";
        var story =
                managed("{emptyDir: {}}")
                        .patch("{defaultRoute: true, routes: [{name: foreign}]}")
                        .apply(
                                "{apiVersion: "
                                        + apiVersion
                                        + ", kind: "
                                        + kind
                                        + ", metadata: {name: "
                                        + name
                                        + ", namespace: openshift-image-registry, annotations: "
                                        + annotations
                                        + "}}")
                        .settle();

        story.delete(RegistryConfig.REF).settle();

        assertThat(story.config().at("/metadata").has("deletionTimestamp")).isEqualTo(waits);

        story.delete(new ObjectRef(apiVersion, kind, RegistryClaim.NAMESPACE, name)).settle();

        assertThat(story.config().at("/metadata").has("deletionTimestamp")).isFalse();
    }

    private static Story managed(String storage) {
        return Story.begin(true)
                .platform("VSphere")
                .settle()
                .patch("{managementState: Managed, storage: " + storage + "}")
                .settle();
    }
}
