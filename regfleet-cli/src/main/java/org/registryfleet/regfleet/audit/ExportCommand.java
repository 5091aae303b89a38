package org.registryfleet.regfleet.audit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import org.jspecify.annotations.Nullable;
import org.registryfleet.audit.evidence.BundleManifest.Range;
import org.registryfleet.audit.evidence.EvidenceException;
import org.registryfleet.audit.file.BundleExporter;
import org.registryfleet.audit.file.BundleExporter.Exported;
import org.registryfleet.audit.file.ExportRequest;
import org.registryfleet.audit.file.SigningKey;
import org.registryfleet.regfleet.fleet.CommandFailure;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Writes a part of the log into a bundle that proves what was in it. */
@Command(
        name = "export",
        description = {
            "Exports a part of the log as a bundle of evidence.",
            "The bundle holds records, schemas and hash chains, and is signed when a key is given."
                    + " Check it with verify."
        },
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:exported",
            "2:wrong use",
            "3:refused: no such cluster, no history for that time, target exists, no key",
            "4:the log cannot be read to the end; nothing is left behind"
        })
public final class ExportCommand implements Callable<Integer> {

    private static final String TOOL = "regfleet 0.1.0";

    @Mixin private AuditView view = new AuditView();

    @Parameters(
            paramLabel = "BUNDLE",
            description = "Folder, or file ending with .zip, that does not exist yet.")
    private Path target = Path.of("bundle");

    @Mixin private RangeOptions range = new RangeOptions();

    @Option(
            names = "--topic",
            paramLabel = "NAME",
            description = "Only this topic; may be repeated (default: all that audits need).")
    private List<String> topics = new ArrayList<>();

    @Option(
            names = "--compress",
            description = {
                "Compress the files of a zip file. Small, but one damaged bit then costs the rest",
                "of its file."
            })
    private boolean compress;

    @Option(
            names = "--signing-key",
            paramLabel = "REF",
            description = {
                "Ed25519 key that signs the bundle, PKCS#8 in PEM form: file:PATH or env:VARIABLE.",
                "Make one with: openssl genpkey -algorithm ed25519 -out audit.key."
            })
    private @Nullable String signingKey;

    @Option(
            names = "--after",
            paramLabel = "BUNDLE",
            description = "Goes on where this bundle ends, and names it.")
    private @Nullable Path after;

    @Override
    public Integer call() {
        try (var log = view.log()) {
            var wanted = compress ? request().compress() : request();
            var exported = new BundleExporter(log, wanted).run(view.progress("exporting"));
            print(exported);
            return 0;
        } catch (EvidenceException refused) {
            throw CommandFailure.refused(String.valueOf(refused.getMessage()));
        } catch (UncheckedIOException unwritable) {
            throw CommandFailure.refused(
                    "%s (%s)".formatted(unwritable.getMessage(), unwritable.getCause()));
        }
    }

    private ExportRequest request() {
        var around = view.surroundings();
        var time = view.time();
        return new ExportRequest(
                around.folder().resolve(target),
                topics.isEmpty() ? ExportRequest.auditTopics() : topics,
                new Range(range.from(time), range.to(time), range.clusters()),
                signingKey == null
                        ? null
                        : SigningKey.of(signingKey, around.folder(), around.environment()),
                after == null ? null : around.folder().resolve(after),
                TOOL,
                around.clock().instant());
    }

    private void print(Exported exported) {
        var manifest = exported.manifest();
        var signer = manifest.signer();
        var json = JsonNodeFactory.instance.objectNode();
        json.put("bundle", target.toString()).put("records", manifest.records());
        json.put("manifestSha256", exported.fingerprint().toString()).put("signer", signer);
        view.print(
                json,
                () ->
                        List.of(
                                "%,d records in %s"
                                        .formatted(manifest.records(), target.toString()),
                                "manifest SHA-256: " + exported.fingerprint(),
                                signer == null
                                        ? "not signed: note the manifest's SHA-256 elsewhere, or use --signing-key"
                                        : "signed by key:    " + signer));
    }
}
