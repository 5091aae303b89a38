package org.registryfleet.audit.file;

import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.registryfleet.audit.evidence.RecordHasher;
import org.registryfleet.audit.evidence.SchemaManifest;
import org.registryfleet.audit.evidence.VerificationFinding;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Verifies the schema files of a bundle. */
final class BundleSchemas {

    private BundleSchemas() {}

    /** Findings about schema files that were altered. */
    static List<VerificationFinding> findings(BundleFile bundle, List<SchemaManifest> proofs) {
        var findings = new ArrayList<VerificationFinding>();
        for (var proof : proofs) {
            var file = BundleFile.schema(proof);
            if (bundle.has(file)) {
                fault(proof, bundle.read(file))
                        .ifPresent(
                                what ->
                                        findings.add(
                                                new VerificationFinding.AlteredFile(file, what)));
            }
        }
        return findings;
    }

    private static Optional<String> fault(SchemaManifest proof, byte[] content) {
        var hash = RecordHasher.plain(content);
        if (!hash.equals(proof.hash())) {
            return Optional.of("its SHA-256 is %s instead of %s".formatted(hash, proof.hash()));
        }
        try {
            var schema = new Schema.Parser().parse(new String(content, StandardCharsets.UTF_8));
            return SchemaIds.of(schema).equals(proof.id())
                    ? Optional.empty()
                    : Optional.of("it is not the schema %s".formatted(proof.id()));
        } catch (SchemaParseException damaged) {
            return Optional.of("it is no schema");
        }
    }
}
