package org.registryfleet.localfleet.kafka;

import org.apache.kafka.metadata.authorizer.StandardAuthorizer;
import org.registryfleet.simulated.http.SelfSigned;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A broker that speaks TLS only and wants a login (SASL/PLAIN), with the file that its clients
 * need: to try the settings of a secured Kafka, and to prove them.
 */
public final class SecuredKafka implements AutoCloseable {

    private static final String LOGIN = "org.apache.kafka.common.security.plain.PlainLoginModule";

    private static final String SUPER_USER = "broker";

    private final LocalKafka broker;
    private final SelfSigned certificate;
    private final Path folder;
    private final String password;

    private SecuredKafka(LocalKafka broker, SelfSigned certificate, Path folder, String password) {
        this.broker = broker;
        this.certificate = certificate;
        this.folder = folder;
        this.password = password;
    }

    /**
     * Starts a broker in the folder.
     *
     * @param password of the user fleet
     */
    public static SecuredKafka start(Path folder, String password)
            throws IOException, InterruptedException {
        return start(folder, password, List.of("fleet"), Map.of());
    }

    /**
     * Starts a broker that allows a user nothing but what ACLs grant.
     *
     * @param password of every user
     */
    public static SecuredKafka withAuthorizer(
            Path folder, String password, Collection<String> users)
            throws IOException, InterruptedException {
        return start(
                folder,
                password,
                users,
                Map.of(
                        "authorizer.class.name",
                        StandardAuthorizer.class.getName(),
                        // the controller's listener has no login
                        "super.users",
                        "User:" + SUPER_USER + ";User:ANONYMOUS"));
    }

    private static SecuredKafka start(
            Path folder, String password, Collection<String> users, Map<String, String> further)
            throws IOException, InterruptedException {
        var certificate = SelfSigned.in(folder.resolve("tls"));
        var settings = new HashMap<>(further);
        settings.putAll(
                Map.of(
                        "listener.security.protocol.map",
                        "PLAINTEXT:SASL_SSL,CONTROLLER:PLAINTEXT",
                        "sasl.enabled.mechanisms",
                        "PLAIN",
                        "sasl.mechanism.inter.broker.protocol",
                        "PLAIN",
                        "listener.name.plaintext.plain.sasl.jaas.config",
                        logins(password, users),
                        "ssl.keystore.location",
                        certificate.store().toString(),
                        "ssl.keystore.password",
                        SelfSigned.PASSWORD,
                        "ssl.truststore.type",
                        "PEM",
                        "ssl.truststore.location",
                        certificate.certificate().toString()));
        var broker = LocalKafka.start(folder.resolve("data"), settings);
        var kafka = new SecuredKafka(broker, certificate, folder, password);
        kafka.clientFile("fleet", folder.resolve("client.properties"));
        return kafka;
    }

    private static String logins(String password, Collection<String> users) {
        return Stream.concat(Stream.of(SUPER_USER), users.stream())
                .map(user -> " user_%s=\"%s\"".formatted(user, password))
                .collect(
                        Collectors.joining(
                                "",
                                "%s required username=\"%s\" password=\"%s\""
                                        .formatted(LOGIN, SUPER_USER, password),
                                ";"));
    }

    /** What the super user needs to get in. */
    public Path superUserFile() throws IOException {
        return clientFile(SUPER_USER);
    }

    /** What a user needs to get in. */
    public Path clientFile(String user) throws IOException {
        return clientFile(user, folder.resolve(user + ".properties"));
    }

    /** The login stands in a file of its own, which the clients' file refers to. */
    private Path clientFile(String user, Path file) throws IOException {
        var secret = folder.resolve(user + "-login.properties");
        Files.writeString(
                secret,
                "login=%s required username=\"%s\" password=\"%s\";\n"
                        .formatted(LOGIN, user, password));
        return Files.writeString(
                file,
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
        return folder.resolve("client.properties");
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
