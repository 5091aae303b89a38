package org.registryfleet.audit.file;

import org.registryfleet.audit.evidence.BundleManifest.Range;
import org.registryfleet.audit.evidence.VerificationFinding;
import org.registryfleet.audit.evidence.VerificationResult;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What the tests of bundles export. */
final class Exports {

    static final Instant NOW = Instant.parse("2026-11-21T03:00:00Z");

    private Exports() {}

    static ExportRequest plain(Path target) {
        return request(target, Range.ALL);
    }

    static ExportRequest request(Path target, Range range) {
        return new ExportRequest(target, RecordedLog.TOPICS, range, null, null, "test", NOW);
    }

    static ExportRequest signed(Path target, SigningKey key) {
        return new ExportRequest(target, RecordedLog.TOPICS, Range.ALL, key, null, "test", NOW);
    }

    static ExportRequest after(Path target, Path previous) {
        return new ExportRequest(
                target, RecordedLog.TOPICS, Range.ALL, null, previous, "test", NOW);
    }

    static BundleExporter.Exported export(RecordedLog log, ExportRequest request) {
        return new BundleExporter(log, request).run(ExportProgress.NONE);
    }

    static VerificationResult verify(Path bundle) {
        return BundleVerifier.verify(bundle, VerificationOptions.NONE, ExportProgress.NONE);
    }

    static List<String> messages(VerificationResult verdict) {
        return verdict.findings().stream().map(VerificationFinding::message).toList();
    }

    /** A new private key in PEM form, as {@code openssl genpkey} writes it. */
    static String newKey() {
        try {
            var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            return new String(
                    Pem.write(pair.getPrivate().getEncoded(), "PRIVATE KEY"),
                    java.nio.charset.StandardCharsets.US_ASCII);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static SigningKey signingKey(String pem) {
        return SigningKey.of("env:KEY", Path.of(""), Map.of("KEY", pem));
    }

    static VerificationKey verificationKey(SigningKey key) {
        return VerificationKey.parse(
                new String(key.publicHalf().pem(), java.nio.charset.StandardCharsets.US_ASCII),
                "test");
    }

    static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static void write(Path file, byte[] content) {
        try {
            Files.write(file, content);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
