package org.registryfleet.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

class KafkaAccessTest {

    @TempDir Path folder;

    @Test
    void givesEveryClientTheAddressTheFileAndItsOwnSettings() throws Exception {
        var file = folder.resolve("client.properties");
        Files.writeString(file, "security.protocol = SASL_SSL\nlinger.ms=7\n");

        var access = KafkaAccess.of("a:1,b:2", file);

        assertThat(access.client(Map.of("linger.ms", 0)))
                .isEqualTo(
                        Map.of(
                                "bootstrap.servers", "a:1,b:2",
                                "security.protocol", "SASL_SSL",
                                "linger.ms", 0));
        assertThat(KafkaAccess.of("a:1", null).client(Map.of()))
                .isEqualTo(KafkaAccess.of("a:1").client(Map.of()));
    }

    @Test
    void limitsTheTimeOfCalls() {
        var access = KafkaAccess.of("a:1").withTimeLimit(Duration.ofSeconds(10));

        assertThat(access.client(Map.of()))
                .containsEntry("default.api.timeout.ms", "10000")
                .containsEntry("request.timeout.ms", "5000");
    }

    @Test
    void takesSecretsFromWhereTheFileRefersTo() throws Exception {
        var secret = folder.resolve("secret.properties");
        Files.writeString(secret, "login=the-password");
        var file = folder.resolve("client.properties");
        var provider =
                "config.providers=file\nconfig.providers.file.class=org.apache.kafka.common.config.provider.FileConfigProvider\n";
        Files.writeString(file, provider + "sasl.jaas.config=${file:" + secret + ":login}\n");

        assertThat(KafkaAccess.of("a:1", file).file())
                .isEqualTo(Map.of("sasl.jaas.config", "the-password"));

        Files.writeString(file, provider + "sasl.jaas.config=${file:/absent:login}\n");
        assertThatThrownBy(() -> KafkaAccess.of("a:1", file))
                .hasMessageContaining("refers to something that is not there");
    }

    @Test
    void doesNotShowWhatTheFileHolds() throws Exception {
        var file = folder.resolve("client.properties");
        Files.writeString(file, "sasl.jaas.config=the-password");

        assertThat(KafkaAccess.of("a:1", file)).hasToString("a:1");
    }

    @Test
    void namesAFileThatItCannotUse() throws Exception {
        var other = folder.resolve("other.properties");
        Files.writeString(other, "bootstrap.servers=elsewhere:9092");

        assertThatThrownBy(() -> KafkaAccess.of("a:1", folder.resolve("absent")))
                .hasMessageContainingAll("cannot be read from", "absent");
        assertThatThrownBy(() -> KafkaAccess.of("a:1", other))
                .hasMessageContainingAll("other.properties names bootstrap.servers");
    }
}
