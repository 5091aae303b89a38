package org.registryfleet.audit.file;

import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.registryfleet.audit.evidence.Finding;
import org.registryfleet.audit.evidence.Hashing;
import org.registryfleet.audit.evidence.SchemaProof;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The schemas inside a bundle. */
final class BundleSchemas {

    private final Bundle bundle;
    private final Map<String, Schema> known = new HashMap<>();

    BundleSchemas(Bundle bundle) {
        this.bundle = bundle;
    }

    Map<String, Schema> known() {
        return known;
    }

    /** Reads those that are as they were; the findings are about the others. */
    List<Finding> read(List<SchemaProof> proofs) {
        var findings = new ArrayList<Finding>();
        for (var proof : proofs) {
            var file = Bundle.schema(proof);
            if (bundle.has(file)) {
                fault(proof, bundle.read(file))
                        .ifPresent(what -> findings.add(new Finding.AlteredFile(file, what)));
            }
        }
        return findings;
    }

    private Optional<String> fault(SchemaProof proof, byte[] content) {
        var hash = Hashing.plain(content);
        if (!hash.equals(proof.hash())) {
            return Optional.of("its SHA-256 is %s instead of %s".formatted(hash, proof.hash()));
        }
        try {
            var schema = new Schema.Parser().parse(new String(content, StandardCharsets.UTF_8));
            if (!SchemaIds.of(schema).equals(proof.id())) {
                return Optional.of("it is not the schema %s".formatted(proof.id()));
            }
            known.put(proof.id(), schema);
            return Optional.empty();
        } catch (SchemaParseException damaged) {
            return Optional.of("it is no schema");
        }
    }
}
