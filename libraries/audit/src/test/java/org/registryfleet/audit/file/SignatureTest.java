package org.registryfleet.audit.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.registryfleet.audit.evidence.EvidenceException;
import org.registryfleet.audit.evidence.RecordHasher;
import org.registryfleet.audit.evidence.SignatureState;
import org.registryfleet.audit.evidence.VerificationFinding;
import org.registryfleet.audit.evidence.VerificationResult;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class SignatureTest {

    @TempDir private Path folder;
    private Path bundle;
    private final String pem = Exports.newKey();
    private final SigningKey key = Exports.signingKey(pem);

    @BeforeEach
    void export() {
        bundle = folder.resolve("bundle");
        Exports.export(RecordedLog.of(5), Exports.signed(bundle, key));
    }

    @Test
    void isValidWithTheTrustedKey() {
        var verdict = verify(Exports.verificationKey(key));

        assertThat(verdict.isWhole()).isTrue();
        assertThat(verdict.signature()).isEqualTo(new SignatureState.Valid(key.publicHalf().id()));
    }

    @Test
    void isNotCheckedWithoutAKey() {
        var verdict = Exports.verify(bundle);

        assertThat(verdict.isWhole()).isTrue();
        assertThat(verdict.signature()).isInstanceOf(SignatureState.NotChecked.class);
        assertThat(verdict.signature().message()).contains("was not checked");
    }

    @Test
    void ofSomebodyElseIsRefused() {
        var other = Exports.signingKey(Exports.newKey());

        assertThat(messages(verify(Exports.verificationKey(other))))
                .singleElement()
                .asString()
                .contains("signed by key " + key.publicHalf().id(), "not by the given key");
    }

    @Test
    void doesNotFitAnEditedManifest() throws IOException {
        var file = bundle.resolve(BundleFile.MANIFEST);
        var edited = Files.readString(file).replace("2026-11-21T03:00:00Z", "2026-11-20T03:00:00Z");
        Files.writeString(file, edited);
        // whoever edits repairs what needs no key
        var hash = RecordHasher.plain(Exports.read(file));
        Files.writeString(bundle.resolve(BundleFile.CHECKSUM), hash + "  manifest.json\n");

        assertThat(messages(verify(Exports.verificationKey(key))))
                .containsExactly(
                        "the signature of key %s does not fit: manifest or signature is altered"
                                .formatted(key.publicHalf().id()));
        assertThat(Exports.verify(bundle).findings())
                .singleElement()
                .isInstanceOf(VerificationFinding.BadSignature.class);
    }

    @Test
    void cannotBeTakenAway() throws IOException {
        Files.delete(bundle.resolve(BundleFile.SIGNATURE));
        assertThat(Exports.messages(Exports.verify(bundle)))
                .containsExactly(
                        "the signature of key %s is missing".formatted(key.publicHalf().id()));
    }

    @Test
    void anyFlippedBitOfItOrItsKeyIsFound() {
        for (var name : List.of(BundleFile.SIGNATURE, BundleFile.SIGNER)) {
            var file = bundle.resolve(name);
            var whole = Exports.read(file);
            for (int bit = 0; bit < whole.length * 8; bit++) {
                var flipped = whole.clone();
                flipped[bit / 8] ^= (byte) (1 << bit % 8);
                Exports.write(file, flipped);
                assertThat(Exports.verify(bundle).isWhole()).as("%s, bit %d", name, bit).isFalse();
                assertThat(verify(Exports.verificationKey(key)).isWhole()).isFalse();
            }
            Exports.write(file, whole);
        }
        assertThat(verify(Exports.verificationKey(key)).isWhole()).isTrue();
    }

    @Test
    void isMissedWhenAKeyIsGiven() {
        var unsigned = folder.resolve("unsigned");
        Exports.export(RecordedLog.of(5), Exports.plain(unsigned));
        var checks = new VerificationOptions(Exports.verificationKey(key), null, null);

        assertThat(Exports.messages(BundleVerifier.verify(unsigned, checks, ExportProgress.NONE)))
                .containsExactly("the bundle is not signed");
    }

    @Test
    void anotherFingerprintIsFound() {
        var right = Exports.verify(bundle).fingerprint();
        var wrong = RecordHasher.plain(new byte[] {1});

        assertThat(
                        BundleVerifier.verify(
                                bundle,
                                new VerificationOptions(null, right, null),
                                ExportProgress.NONE))
                .matches(VerificationResult::isWhole);
        assertThat(
                        messages(
                                BundleVerifier.verify(
                                        bundle,
                                        new VerificationOptions(null, wrong, null),
                                        ExportProgress.NONE)))
                .singleElement()
                .asString()
                .contains("not the given one");
    }

    @Test
    void noMessageShowsAKey() throws IOException {
        var secret = pem.lines().toList().get(1);
        var damaged = pem.replace(secret, secret.substring(5));
        var file = folder.resolve("key");
        Files.writeString(file, pem.replace("PRIVATE", "ENCRYPTED PRIVATE"));

        for (var reference : List.of(pem, "env:NONE", "env:DAMAGED", "file:key", "file:none")) {
            assertThatThrownBy(() -> SigningKey.of(reference, folder, Map.of("DAMAGED", damaged)))
                    .isInstanceOf(EvidenceException.class)
                    .satisfies(
                            refusal ->
                                    assertThat(refusal.toString())
                                            .doesNotContain(secret.substring(5)))
                    .hasNoCause();
        }
    }

    private VerificationResult verify(VerificationKey trusted) {
        return BundleVerifier.verify(
                bundle, new VerificationOptions(trusted, null, null), ExportProgress.NONE);
    }

    private static List<String> messages(VerificationResult verdict) {
        return Exports.messages(verdict);
    }
}
