package org.registryfleet.statusreporter.pruner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.registryfleet.statusreporter.StatusScenario.observed;
import static org.registryfleet.statusreporter.StatusScenario.yaml;

import org.junit.jupiter.api.Test;
import org.registryfleet.stage.decision.View;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Snapshot;
import org.registryfleet.stage.view.Unreadable;

import java.util.List;
import java.util.Set;

class PrunerInstallationTest {

    private static final ObjectRef CRON_JOB =
            new ObjectRef("batch/v1", "CronJob", "openshift-image-registry", "image-pruner");

    @Test
    void isWhatTheCronJobSays() {
        assertThat(of(known())).isEqualTo(PrunerInstallation.NOT_INSTALLED);
        assertThat(of(known("spec: {schedule: ''}"))).isEqualTo(PrunerInstallation.ENABLED);
        assertThat(of(known("spec: {suspend: false}"))).isEqualTo(PrunerInstallation.ENABLED);
        assertThat(of(known("spec: {suspend: true}"))).isEqualTo(PrunerInstallation.SUSPENDED);
    }

    @Test
    void isNotKnownBeforeEverythingIsListed() {
        assertThat(of(known().withComplete(false))).isEqualTo(PrunerInstallation.UNKNOWN);
    }

    @Test
    void isNotKnownWhereCronJobsMayNotBeListed() {
        var unreadable = Set.of(new Unreadable("CronJob", "openshift-image-registry"));

        assertThat(of(known().withUnreadable(unreadable))).isEqualTo(PrunerInstallation.UNKNOWN);
    }

    private static PrunerInstallation of(View<String> view) {
        return PrunerInstallation.of(view, CRON_JOB);
    }

    private static View<String> known(String... specs) {
        var objects =
                List.of(specs).stream()
                        .map(
                                spec ->
                                        observed(
                                                yaml(
                                                        """
                                                        apiVersion: batch/v1
                                                        kind: CronJob
                                                        metadata:
                                                          name: image-pruner
                                                          namespace: openshift-image-registry
                                                        """
                                                                + spec)))
                        .toList();
        return View.<String>of("c1").withComplete(true).withObjects(Snapshot.of(objects));
    }
}
