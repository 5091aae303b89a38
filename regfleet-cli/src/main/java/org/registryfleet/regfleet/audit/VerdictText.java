package org.registryfleet.regfleet.audit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.audit.evidence.BundleManifest;
import org.registryfleet.audit.evidence.VerificationFinding;
import org.registryfleet.audit.evidence.VerificationResult;
import org.registryfleet.regfleet.output.TextTable;

import java.util.ArrayList;
import java.util.List;

/** The outcome of a verification for people and for programs. */
final class VerdictText {

    private VerdictText() {}

    static ObjectNode json(VerificationResult verdict) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("whole", verdict.isWhole());
        json.put("records", verdict.manifest().records());
        json.put("exportedAt", verdict.manifest().createdAt().toString());
        json.put("tool", verdict.manifest().tool());
        json.put("manifestSha256", verdict.fingerprint().toString());
        json.putObject("signature")
                .put("state", verdict.signature().getClass().getSimpleName())
                .put("message", verdict.signature().message());
        var findings = json.putArray("findings");
        verdict.findings().forEach(finding -> findings.add(json(finding)));
        verdict.notes().forEach(json.putArray("notes")::add);
        return json;
    }

    static List<String> lines(VerificationResult verdict) {
        var lines = new ArrayList<String>();
        lines.add(head(verdict.manifest()));
        lines.add("manifest SHA-256: " + verdict.fingerprint());
        lines.add("signature: " + verdict.signature().message());
        verdict.notes().forEach(note -> lines.add("note: " + note));
        lines.add("");
        if (verdict.isWhole()) {
            lines.add("whole: every record, its order and every file are as they were exported");
            return lines;
        }
        var table = new TextTable("WHERE", "WHAT");
        verdict.findings().forEach(finding -> table.row(where(finding), finding.message()));
        lines.addAll(table.lines());
        lines.add("");
        lines.add("NOT whole: %d findings".formatted(verdict.findings().size()));
        return lines;
    }

    private static String head(BundleManifest manifest) {
        long topics = manifest.partitions().stream().map(p -> p.span().topic()).distinct().count();
        return "%,d records of %d topics, exported at %s by %s"
                .formatted(manifest.records(), topics, manifest.createdAt(), manifest.tool());
    }

    private static String where(VerificationFinding finding) {
        return switch (finding) {
            case VerificationFinding.InPartition inLane -> inLane.topicPartition().toString();
            case VerificationFinding.InFile inFile -> inFile.file();
            case VerificationFinding.BadSignature _ -> "signature";
            case VerificationFinding.BrokenSequence _ -> "sequence";
        };
    }

    private static ObjectNode json(VerificationFinding finding) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("kind", finding.getClass().getSimpleName());
        switch (finding) {
            case VerificationFinding.InPartition inLane ->
                    json.put("topic", inLane.topicPartition().topic())
                            .put("partition", inLane.topicPartition().partition())
                            .put("offset", inLane.offset() < 0 ? null : inLane.offset());
            case VerificationFinding.InFile inFile -> json.put("file", inFile.file());
            case VerificationFinding.BadSignature _, VerificationFinding.BrokenSequence _ -> {}
        }
        return json.put("message", finding.message());
    }
}
