package org.registryfleet.audit.file;

import org.registryfleet.audit.evidence.BundleManifest;
import org.registryfleet.audit.evidence.EvidenceException;
import org.registryfleet.audit.evidence.Hash;
import org.registryfleet.audit.evidence.ManifestJson;
import org.registryfleet.audit.evidence.RecordHasher;
import org.registryfleet.audit.evidence.SignatureState;
import org.registryfleet.audit.evidence.VerificationFinding;
import org.registryfleet.audit.evidence.VerificationResult;
import org.registryfleet.audit.log.LogException;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;

/**
 * Verifies a bundle offline, from its own contents. Partitions are read in parallel; memory is
 * bounded.
 */
public final class BundleVerifier {

    private final BundleFile bundle;
    private final VerificationOptions checks;
    private final List<VerificationFinding> findings = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private BundleVerifier(BundleFile bundle, VerificationOptions checks) {
        this.bundle = bundle;
        this.checks = checks;
    }

    /**
     * Verifies.
     *
     * @throws EvidenceException if there is no bundle, none that can be read, or a newer one
     */
    public static VerificationResult verify(
            Path path, VerificationOptions checks, ExportProgress progress) {
        try (var bundle = BundleFile.open(path)) {
            return new BundleVerifier(bundle, checks).verdict(progress);
        }
    }

    private VerificationResult verdict(ExportProgress progress) {
        var bytes = bundle.read(BundleFile.MANIFEST);
        var fingerprint = RecordHasher.plain(bytes);
        var manifest = ManifestJson.read(BundleFile.json(bytes));
        checkManifest(fingerprint);
        var signature = new SignatureCheck(bundle, bytes, manifest.signer()).state(checks.key());
        if (signature instanceof SignatureState.Invalid(String message)) {
            findings.add(new VerificationFinding.BadSignature(message));
        }
        checkFiles(manifest);
        findings.addAll(BundleSequenceCheck.findings(manifest, checks.previous()));
        checkRecords(manifest, progress);
        notes.addAll(VerificationNotes.of(manifest));
        return new VerificationResult(manifest, fingerprint, signature, findings, notes);
    }

    private void checkManifest(Hash fingerprint) {
        if (bundle.has(BundleFile.CHECKSUM)) {
            var noted = new String(bundle.read(BundleFile.CHECKSUM), StandardCharsets.US_ASCII);
            if (!noted.equals("%s  %s\n".formatted(fingerprint, BundleFile.MANIFEST))) {
                alteredManifest("its SHA-256 is not that of " + BundleFile.CHECKSUM);
            }
        }
        var expected = checks.fingerprint();
        if (expected != null && !expected.equals(fingerprint)) {
            alteredManifest("its SHA-256 is %s, not the given one".formatted(fingerprint));
        }
    }

    private void alteredManifest(String what) {
        findings.add(new VerificationFinding.AlteredFile(BundleFile.MANIFEST, what));
    }

    private void checkFiles(BundleManifest manifest) {
        var expected = new TreeSet<>(List.of(BundleFile.MANIFEST, BundleFile.CHECKSUM));
        if (manifest.signer() != null) {
            // a missing signature is reported by the signature check
            expected.add(BundleFile.SIGNER);
        }
        manifest.schemas().forEach(schema -> expected.add(BundleFile.schema(schema)));
        for (var proof : manifest.partitions()) {
            if (proof.count() > 0) {
                expected.add(BundleFile.records(proof.topicPartition()));
                expected.add(BundleFile.hashes(proof.topicPartition()));
            }
        }
        var found = bundle.files();
        for (var file : expected) {
            if (!found.contains(file)) {
                findings.add(new VerificationFinding.MissingFile(file));
            }
        }
        found.removeAll(expected);
        found.remove(BundleFile.SIGNATURE);
        found.forEach(file -> findings.add(new VerificationFinding.ExtraFile(file)));
    }

    private void checkRecords(BundleManifest manifest, ExportProgress progress) {
        findings.addAll(BundleSchemas.findings(bundle, manifest.schemas()));
        var count = new ProgressCounter(progress, manifest.records());
        var work = new ArrayList<Callable<PartitionCheck.Result>>();
        for (var proof : manifest.partitions()) {
            work.add(() -> new PartitionCheck(bundle, proof, count).run());
        }
        boolean isFiltered = !manifest.range().clusters().isEmpty();
        var results = ParallelPartitions.all(work);
        for (int i = 0; i < results.size(); i++) {
            findings.addAll(results.get(i).findings());
            if (!isFiltered && !manifest.partitions().get(i).compacted()) {
                notes.addAll(results.get(i).notes());
            }
        }
    }

    /** Opens the log of a bundle of which only the manifest has been read. */
    static BundleManifest manifest(BundleFile bundle) {
        try {
            return ManifestJson.read(BundleFile.json(bundle.read(BundleFile.MANIFEST)));
        } catch (EvidenceException damaged) {
            throw new LogException(String.valueOf(damaged.getMessage()), damaged);
        }
    }
}
