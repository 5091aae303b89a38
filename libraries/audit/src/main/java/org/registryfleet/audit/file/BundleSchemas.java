package org.registryfleet.audit.file;

import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.registryfleet.audit.evidence.EvidenceFinding;
import org.registryfleet.audit.evidence.Hashing;
import org.registryfleet.audit.evidence.SchemaProof;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks the schemas inside a bundle. */
final class BundleSchemas {

    private BundleSchemas() {}

    /** About those that are not as they were. */
    static List<EvidenceFinding> findings(BundleFile bundle, List<SchemaProof> proofs) {
        var findings = new ArrayList<EvidenceFinding>();
        for (var proof : proofs) {
            var file = BundleFile.schema(proof);
            if (bundle.has(file)) {
                fault(proof, bundle.read(file))
                        .ifPresent(
                                what -> findings.add(new EvidenceFinding.AlteredFile(file, what)));
            }
        }
        return findings;
    }

    private static Optional<String> fault(SchemaProof proof, byte[] content) {
        var hash = Hashing.plain(content);
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
