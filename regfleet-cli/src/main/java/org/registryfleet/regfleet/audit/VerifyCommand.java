package org.registryfleet.regfleet.audit;

import org.jspecify.annotations.Nullable;
import org.registryfleet.audit.evidence.EvidenceException;
import org.registryfleet.audit.evidence.Hash;
import org.registryfleet.audit.file.BundleVerifier;
import org.registryfleet.audit.file.VerificationKey;
import org.registryfleet.audit.file.VerificationOptions;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/** Checks a bundle of evidence, offline. */
@Command(
        name = "verify",
        description = {
            "Says offline what is missing or altered in a bundle of evidence.",
            "Give the key or the manifest's SHA-256 that you trust: a bundle alone cannot say who"
                    + " made it."
        },
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:everything is as it was exported",
            "1:something is missing or altered",
            "2:wrong use, or no bundle that can be read"
        })
public final class VerifyCommand implements Callable<Integer> {

    private static final int FOUND = 1;
    private static final int UNREADABLE = 2;

    @Mixin private AuditConsole console = new AuditConsole();

    @Parameters(paramLabel = "BUNDLE", description = "Folder or zip file.")
    private Path bundle = Path.of("bundle");

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = {
                "Public key that must have signed the bundle, in PEM form, as written by",
                "openssl pkey -in audit.key -pubout -out audit.pub."
            })
    private @Nullable Path key;

    @Option(
            names = "--manifest-sha256",
            paramLabel = "HEX",
            description = "SHA-256 of the manifest, noted when the bundle was exported.")
    private @Nullable String fingerprint;

    @Option(
            names = "--after",
            paramLabel = "BUNDLE",
            description = "The bundle that this one must go on from without a gap.")
    private @Nullable Path previous;

    @Override
    public Integer call() {
        try {
            var folder = console.surroundings().folder();
            var verdict =
                    BundleVerifier.verify(
                            folder.resolve(bundle), checks(folder), console.progress("verifying"));
            console.print(VerdictText.json(verdict), () -> VerdictText.lines(verdict));
            return verdict.isWhole() ? 0 : FOUND;
        } catch (EvidenceException | UncheckedIOException unreadable) {
            console.err().println("regfleet: " + unreadable.getMessage());
            return UNREADABLE;
        }
    }

    private VerificationOptions checks(Path folder) {
        return new VerificationOptions(
                key == null ? null : VerificationKey.read(folder.resolve(key)),
                fingerprint == null ? null : hash(fingerprint),
                previous == null ? null : folder.resolve(previous));
    }

    private static Hash hash(String text) {
        try {
            return Hash.parse(text);
        } catch (IllegalArgumentException other) {
            throw new EvidenceException("\"%s\" is no SHA-256: 64 digits 0-9, a-f".formatted(text));
        }
    }
}
