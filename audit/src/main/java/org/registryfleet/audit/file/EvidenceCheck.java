package org.registryfleet.audit.file;

import org.registryfleet.audit.evidence.EvidenceException;
import org.registryfleet.audit.evidence.Finding;
import org.registryfleet.audit.evidence.Hash;
import org.registryfleet.audit.evidence.Hashing;
import org.registryfleet.audit.evidence.Manifest;
import org.registryfleet.audit.evidence.ManifestJson;
import org.registryfleet.audit.evidence.SignatureState;
import org.registryfleet.audit.evidence.Verdict;
import org.registryfleet.audit.log.LogException;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;

/**
 * Verifies a bundle with nothing but the bundle. Reads several partitions at once and holds a
 * bounded number of records.
 */
public final class EvidenceCheck {

    private final Bundle bundle;
    private final Checks checks;
    private final List<Finding> findings = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private EvidenceCheck(Bundle bundle, Checks checks) {
        this.bundle = bundle;
        this.checks = checks;
    }

    /**
     * Verifies.
     *
     * @throws EvidenceException when there is no bundle, none that can be read, or a newer one
     */
    public static Verdict verify(Path path, Checks checks, Progress progress) {
        try (var bundle = Bundle.open(path)) {
            return new EvidenceCheck(bundle, checks).verdict(progress);
        }
    }

    private Verdict verdict(Progress progress) {
        var bytes = bundle.read(Bundle.MANIFEST);
        var fingerprint = Hashing.plain(bytes);
        var manifest = ManifestJson.read(Bundle.json(bytes));
        checkManifest(fingerprint);
        var signature = new SignatureCheck(bundle, bytes, manifest.signer()).state(checks.key());
        if (signature instanceof SignatureState.Invalid(String message)) {
            findings.add(new Finding.BadSignature(message));
        }
        checkFiles(manifest);
        findings.addAll(SequenceCheck.findings(manifest, checks.previous()));
        checkRecords(manifest, progress);
        notes.addAll(Notes.of(manifest));
        return new Verdict(manifest, fingerprint, signature, findings, notes);
    }

    private void checkManifest(Hash fingerprint) {
        if (bundle.has(Bundle.CHECKSUM)) {
            var noted = new String(bundle.read(Bundle.CHECKSUM), StandardCharsets.US_ASCII);
            if (!noted.equals("%s  %s\n".formatted(fingerprint, Bundle.MANIFEST))) {
                alteredManifest("its SHA-256 is not that of " + Bundle.CHECKSUM);
            }
        }
        var expected = checks.fingerprint();
        if (expected != null && !expected.equals(fingerprint)) {
            alteredManifest("its SHA-256 is %s, not the given one".formatted(fingerprint));
        }
    }

    private void alteredManifest(String what) {
        findings.add(new Finding.AlteredFile(Bundle.MANIFEST, what));
    }

    private void checkFiles(Manifest manifest) {
        var expected = new TreeSet<>(List.of(Bundle.MANIFEST, Bundle.CHECKSUM));
        if (manifest.signer() != null) {
            // a missing signature is told with the signature
            expected.add(Bundle.SIGNER);
        }
        manifest.schemas().forEach(schema -> expected.add(Bundle.schema(schema)));
        for (var proof : manifest.partitions()) {
            if (proof.count() > 0) {
                expected.add(Bundle.records(proof.lane()));
                expected.add(Bundle.hashes(proof.lane()));
            }
        }
        var found = bundle.files();
        for (var file : expected) {
            if (!found.contains(file)) {
                findings.add(new Finding.MissingFile(file));
            }
        }
        found.removeAll(expected);
        found.remove(Bundle.SIGNATURE);
        found.forEach(file -> findings.add(new Finding.ExtraFile(file)));
    }

    private void checkRecords(Manifest manifest, Progress progress) {
        findings.addAll(BundleSchemas.findings(bundle, manifest.schemas()));
        var count = new ProgressCount(progress, manifest.records());
        var work = new ArrayList<Callable<PartitionCheck.Result>>();
        for (var proof : manifest.partitions()) {
            work.add(() -> new PartitionCheck(bundle, proof, count).run());
        }
        boolean isFiltered = !manifest.range().clusters().isEmpty();
        var results = SideBySide.all(work);
        for (int i = 0; i < results.size(); i++) {
            findings.addAll(results.get(i).findings());
            if (!isFiltered && !manifest.partitions().get(i).compacted()) {
                notes.addAll(results.get(i).notes());
            }
        }
    }

    /** Opens a bundle's log after nothing else than its manifest was looked at. */
    static Manifest manifest(Bundle bundle) {
        try {
            return ManifestJson.read(Bundle.json(bundle.read(Bundle.MANIFEST)));
        } catch (EvidenceException damaged) {
            throw new LogException(String.valueOf(damaged.getMessage()), damaged);
        }
    }
}
