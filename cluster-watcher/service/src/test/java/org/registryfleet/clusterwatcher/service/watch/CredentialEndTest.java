package org.registryfleet.clusterwatcher.service.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.registryfleet.events.ObservationType.CREDENTIAL;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.registryfleet.events.Observation;
import org.registryfleet.simulated.ClusterProfile;
import org.registryfleet.simulated.ServerSettings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/** The log says when the credential of a cluster ends, and when that changes. */
class CredentialEndTest {

    private static final Instant END = Instant.ofEpochSecond(1_900_000_000);

    @TempDir Path folder;

    @Test
    void tellsTheEndOnceAndTheNextOneWhenTheCredentialChanges() throws Exception {
        var first = token(END);
        var profile = ClusterProfile.empty().withSettings(ServerSettings.DEFAULT.withToken(first));
        try (var lab = new Lab(folder, profile, Lab.quick()).synced()) {
            await().until(() -> !told(lab).isEmpty());
            lab.map("1");
            await().until(() -> !lab.types("ConfigMap", "m").isEmpty());
            assertThat(told(lab))
                    .singleElement()
                    .extracting(Observation::getCredentialEnds)
                    .isEqualTo(END);
            assertThat(lab.observations().toString()).doesNotContain(first);

            var kubeconfig = Files.readString(folder.resolve("c1"));
            var second = token(END.plusSeconds(3600));
            Files.writeString(folder.resolve("c1"), kubeconfig.replace(first, second));

            await().until(() -> told(lab).size() == 2);
            assertThat(told(lab).getLast().getCredentialEnds()).isEqualTo(END.plusSeconds(3600));
            lab.assertThatItsSessionIsGapless();
        }
    }

    @Test
    void saysNothingOfACredentialWithoutAnEnd() {
        try (var lab = new Lab(folder, ClusterProfile.empty(), Lab.quick()).synced()) {
            lab.map("1");
            await().until(() -> !lab.types("ConfigMap", "m").isEmpty());

            assertThat(told(lab)).isEmpty();
        }
    }

    private static List<Observation> told(Lab lab) {
        return lab.observations().stream().filter(one -> one.getType() == CREDENTIAL).toList();
    }

    private static String token(Instant end) {
        var claims = "{\"exp\":%d}".formatted(end.getEpochSecond());
        return "e30."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(UTF_8))
                + ".x";
    }
}
