package org.registryfleet.objectstorage.azure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.registryfleet.objectstorage.ProviderTest;

/** Accounts and containers in every Azure cloud. */
abstract class AnyAzureTest extends ProviderTest {

    @Test
    void doesTheSameOnceMoreWithoutHarm() {
        run(_ -> {});

        var status = done(run(_ -> {}));

        assertThat(space.azure().names()).containsExactly("acct");
        assertThat(status.path("managed").asBoolean()).isTrue();
    }

    @Test
    void touchesNothingOfAContainerThatItFinds() {
        space.azure().put("acct", false).with("reg");

        var status = done(run(_ -> {}));

        assertThat(status.path("managed").asBoolean(true)).isFalse();
        assertThat(requests())
                .allMatch(request -> request.startsWith("GET") || request.contains("/listKeys "));
    }

    @Test
    void removesTheContainerAndTheAccountThatWereMadeHere() {
        run(_ -> {});

        var status = done(run(spec -> spec.put("state", "Absent")));

        assertThat(status.path("exists").asBoolean(true)).isFalse();
        assertThat(space.azure().names()).isEmpty();
    }

    @Test
    void keepsAnAccountThatHoldsSomethingElse() {
        run(_ -> {});
        space.azure().find("acct").orElseThrow().with("other");

        run(spec -> spec.put("state", "Absent").put("createdHere", true));

        assertThat(space.azure().find("acct").orElseThrow().containers().keySet())
                .containsExactly("other");
    }

    @Test
    void keepsTheAccountOfTheUser() {
        space.azure().put("acct", false);
        run(_ -> {});

        run(spec -> spec.put("state", "Absent").put("createdHere", true));

        assertThat(space.azure().find("acct").orElseThrow().containers()).isEmpty();
    }

    @Test
    void keepsAContainerThatNothingProvesToBeOurs() {
        space.azure().put("acct", false).with("reg");

        var failed = failed(run(spec -> spec.put("state", "Absent")));

        assertThat(failed.reason()).isEqualTo("NotOwned");
        assertThat(space.azure().find("acct").orElseThrow().containers()).containsKey("reg");
    }
}
