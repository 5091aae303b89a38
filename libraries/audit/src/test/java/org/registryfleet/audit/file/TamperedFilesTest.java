package org.registryfleet.audit.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.registryfleet.audit.file.ExportedBundle.PARTITION;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.registryfleet.audit.evidence.EvidenceException;
import org.registryfleet.schemas.Topics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Whatever is done to the files of a bundle is found, and named. */
class TamperedFilesTest {

    @TempDir private Path folder;
    private ExportedBundle bundle;

    @BeforeEach
    void export() {
        bundle = ExportedBundle.in(folder.resolve("bundle"));
    }

    @Test
    void findsWhatWasAppendedToAnyFile() {
        var names = BundleFile.open(bundle.folder()).files();
        for (var name : names) {
            var file = bundle.file(name);
            var whole = Exports.read(file);
            Exports.write(file, Arrays.copyOf(whole, whole.length + 1));
            assertThat(bundle.isFound()).as(name).isTrue();
            Exports.write(file, whole);
        }
        assertThat(bundle.isFound()).isFalse();
    }

    @Test
    void namesMissingAndExtraFiles() throws IOException {
        Files.delete(bundle.records());
        var schema = bundle.schema();
        Files.delete(bundle.file(schema));
        Files.writeString(bundle.file("notes.txt"), "trust me");

        assertThat(bundle.messages())
                .containsExactlyInAnyOrder(
                        BundleFile.records(PARTITION) + " is missing",
                        schema + " is missing",
                        "notes.txt was not exported");
    }

    @Test
    void namesAnEditedManifest() throws IOException {
        var file = bundle.file(BundleFile.MANIFEST);
        Files.writeString(file, Files.readString(file).replace("\"count\" : 40", "\"count\" : 41"));

        assertThat(bundle.messages())
                .contains("manifest.json is altered: its SHA-256 is not that of manifest.sha256");
    }

    @Test
    void refusesABundleOfANewerVersion() throws IOException {
        var file = bundle.file(BundleFile.MANIFEST);
        Files.writeString(
                file, Files.readString(file).replace("\"version\" : 2", "\"version\" : 3"));

        assertThatThrownBy(() -> Exports.verify(bundle.folder()))
                .isInstanceOf(EvidenceException.class)
                .hasMessageContaining("format version 3")
                .hasMessageContaining("use a newer one");
    }

    @Test
    void refusesTheLinesOfJsonOfVersion1() throws IOException {
        var file = bundle.file(BundleFile.MANIFEST);
        Files.writeString(
                file,
                Files.readString(file)
                        .replace("\"version\" : 2", "\"version\" : 1, \"records\" : \"json\""));

        assertThatThrownBy(() -> Exports.verify(bundle.folder()))
                .isInstanceOf(EvidenceException.class)
                .hasMessageContaining("the release that exported it");
    }

    @Test
    void refusesAManifestThatLeadsOutOfTheBundle() throws IOException {
        var file = bundle.file(BundleFile.MANIFEST);
        Files.writeString(
                file, Files.readString(file).replace(Topics.CLUSTERS, "../../" + Topics.CLUSTERS));

        assertThatThrownBy(() -> Exports.verify(bundle.folder()))
                .isInstanceOf(EvidenceException.class)
                .hasMessageContaining("is no name");
    }
}
