package org.registryfleet.localfleet.kafka;

import org.registryfleet.simulated.http.SelfSigned;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A broker that speaks TLS only and wants a login (SASL/PLAIN), with the file that its clients
 * need: to try the settings of a secured Kafka, and to prove them.
 */
public final class SecuredKafka implements AutoCloseable {

    private static final String LOGIN = "org.apache.kafka.common.security.plain.PlainLoginModule";

    private final LocalKafka broker;
    private final SelfSigned certificate;
    private final Path clientFile;

    private SecuredKafka(LocalKafka broker, SelfSigned certificate, Path clientFile) {
        this.broker = broker;
        this.certificate = certificate;
        this.clientFile = clientFile;
    }

    /**
     * Starts a broker in the folder.
     *
     * @param password of the user fleet
     */
    public static SecuredKafka start(Path folder, String password)
            throws IOException, InterruptedException {
        var certificate = SelfSigned.in(folder.resolve("tls"));
        var login =
                "%1$s required username=\"broker\" password=\"%2$s\" user_broker=\"%2$s\" user_fleet=\"%2$s\";"
                        .formatted(LOGIN, password);
        var broker =
                LocalKafka.start(
                        folder.resolve("data"),
                        Map.of(
                                "listener.security.protocol.map",
                                "PLAINTEXT:SASL_SSL,CONTROLLER:PLAINTEXT",
                                "sasl.enabled.mechanisms",
                                "PLAIN",
                                "sasl.mechanism.inter.broker.protocol",
                                "PLAIN",
                                "listener.name.plaintext.plain.sasl.jaas.config",
                                login,
                                "ssl.keystore.location",
                                certificate.store().toString(),
                                "ssl.keystore.password",
                                SelfSigned.PASSWORD,
                                "ssl.truststore.type",
                                "PEM",
                                "ssl.truststore.location",
                                certificate.certificate().toString()));
        return new SecuredKafka(broker, certificate, clientFile(folder, certificate, password));
    }

    /** The login stands in a file of its own, which the clients' file refers to. */
    private static Path clientFile(Path folder, SelfSigned certificate, String password)
            throws IOException {
        var secret = folder.resolve("login.properties");
        Files.writeString(
                secret,
                "login=%s required username=\"fleet\" password=\"%s\";\n"
                        .formatted(LOGIN, password));
        return Files.writeString(
                folder.resolve("client.properties"),
                """
                security.protocol=SASL_SSL
                sasl.mechanism=PLAIN
                sasl.jaas.config=${file:%s:login}
                ssl.truststore.type=PEM
                ssl.truststore.location=%s
                config.providers=file
                config.providers.file.class=org.apache.kafka.common.config.provider.FileConfigProvider
                """
                        .formatted(secret, certificate.certificate()));
    }

    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** What clients need to get in. */
    public Path clientFile() {
        return clientFile;
    }

    /** The certificate of this machine, for other servers, too. */
    public SelfSigned certificate() {
        return certificate;
    }

    @Override
    public void close() {
        broker.close();
    }
}
