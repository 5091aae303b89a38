package org.registryfleet.simulated.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

/**
 * A certificate of this machine that nobody else vouches for, made anew with Java's keytool.
 *
 * @param store PKCS12 with certificate and key
 * @param certificate PEM
 * @param key PEM, not encrypted
 */
public record SelfSigned(Path store, Path certificate, Path key) {

    /** Of the store; the store lies beside the key, so it protects nothing. */
    public static final String PASSWORD = "changeit";

    private static final String ALIAS = "server";

    /** Makes one in the folder, for 127.0.0.1 and localhost. */
    public static SelfSigned in(Path folder) throws IOException, InterruptedException {
        return in(folder, "localhost");
    }

    /** Makes one in the folder, for this host name, too. */
    public static SelfSigned in(Path folder, String host) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        var made =
                new SelfSigned(
                        folder.resolve("server.p12"),
                        folder.resolve("server.crt"),
                        folder.resolve("server.key"));
        keytool(made.store(), host);
        try {
            made.export();
        } catch (GeneralSecurityException unexpected) {
            throw new IOException(made.store() + " is not usable", unexpected);
        }
        return made;
    }

    private static void keytool(Path store, String host) throws IOException, InterruptedException {
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var command =
                (keytool
                                + " -genkeypair -alias server -keyalg EC -dname CN=localhost"
                                + " -ext san=ip:127.0.0.1,dns:localhost,"
                                + (isAddress(host) ? "ip:" : "dns:")
                                + host
                                + " -validity 2"
                                + " -storetype PKCS12 -storepass changeit -keystore")
                        .split(" ");
        var words = new java.util.ArrayList<>(java.util.List.of(command));
        words.add(store.toString());
        var process = new ProcessBuilder(words).redirectErrorStream(true).start();
        var output = process.inputReader().readAllAsString();
        if (process.waitFor() != 0) {
            throw new IOException("keytool makes no certificate: " + output);
        }
    }

    private void export() throws IOException, GeneralSecurityException {
        var keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        write(certificate, "CERTIFICATE", keys.getCertificate(ALIAS).getEncoded());
        write(key, "PRIVATE KEY", keys.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded());
    }

    /** The certificate's text. */
    public String pem() {
        try {
            return Files.readString(certificate);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static boolean isAddress(String host) {
        return host.matches("[0-9.]+|[0-9a-fA-F:]*:[0-9a-fA-F:]*");
    }

    private static void write(Path file, String label, byte[] der) throws IOException {
        var text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        Files.writeString(
                file, "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(label, text));
    }
}
