package org.registryfleet.audit.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.jspecify.annotations.Nullable;
import org.registryfleet.audit.evidence.EvidenceException;
import org.registryfleet.audit.evidence.SchemaManifest;
import org.registryfleet.audit.evidence.TopicPartitionId;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads the files of a bundle, which is a folder or a zip file. */
final class BundleFile implements AutoCloseable {

    static final String MANIFEST = "manifest.json";
    static final String CHECKSUM = "manifest.sha256";
    static final String SIGNATURE = "manifest.sig";
    static final String SIGNER = "signer.pem";

    /** Marks an export that is in progress or was aborted. */
    static final String INCOMPLETE = "INCOMPLETE";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path root;
    private final @Nullable FileSystem zip;

    private BundleFile(Path root, @Nullable FileSystem zip) {
        this.root = root;
        this.zip = zip;
    }

    /**
     * Opens a folder or a zip file.
     *
     * @throws EvidenceException if there is no bundle
     */
    static BundleFile open(Path path) {
        if (!Files.exists(path)) {
            throw new EvidenceException("%s does not exist".formatted(path));
        }
        if (Files.isDirectory(path)) {
            return checked(new BundleFile(path, null), path);
        }
        try {
            var zip = FileSystems.newFileSystem(path);
            return checked(new BundleFile(zip.getPath("/"), zip), path);
        } catch (IOException | ProviderNotFoundException damaged) {
            throw new EvidenceException(
                    "%s is no folder and no whole zip file: if it was damaged, unpack what can be unpacked and verify the folder"
                            .formatted(path),
                    damaged);
        }
    }

    private static BundleFile checked(BundleFile bundle, Path path) {
        if (bundle.has(INCOMPLETE)) {
            bundle.close();
            throw new EvidenceException(
                    "%s is an export that was not finished: export again".formatted(path));
        }
        if (!bundle.has(MANIFEST)) {
            bundle.close();
            throw new EvidenceException(
                    "%s has no %s: it is no bundle, or not a whole one".formatted(path, MANIFEST));
        }
        return bundle;
    }

    boolean has(String name) {
        return Files.isRegularFile(root.resolve(name));
    }

    InputStream open(String name) throws IOException {
        return Files.newInputStream(root.resolve(name));
    }

    byte[] read(String name) {
        try {
            return Files.readAllBytes(root.resolve(name));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(name + " cannot be read", unreadable);
        }
    }

    static JsonNode json(byte[] manifest) {
        try {
            return JSON.readTree(manifest);
        } catch (JsonProcessingException damaged) {
            throw new EvidenceException(
                    "%s is damaged at line %d, column %d: nothing can be verified without it"
                            .formatted(
                                    MANIFEST,
                                    damaged.getLocation().getLineNr(),
                                    damaged.getLocation().getColumnNr()),
                    damaged);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** All files, relative to the root of the bundle. */
    SortedSet<String> files() {
        try (var walk = Files.walk(root)) {
            var names = new TreeSet<String>();
            walk.filter(Files::isRegularFile)
                    .forEach(file -> names.add(root.relativize(file).toString()));
            return names;
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the bundle cannot be listed", unreadable);
        }
    }

    /** Rejects names in a manifest that would escape the bundle (path traversal). */
    static String records(TopicPartitionId topicPartition) {
        return folderOf(topicPartition) + ".records";
    }

    static String hashes(TopicPartitionId topicPartition) {
        return folderOf(topicPartition) + ".hashes";
    }

    static String schema(SchemaManifest schema) {
        var name = schema.name().substring(schema.name().lastIndexOf('.') + 1);
        return "schemas/%s-%s.avsc".formatted(named(name), named(schema.id()));
    }

    private static String folderOf(TopicPartitionId topicPartition) {
        return "records/%s/%d".formatted(named(topicPartition.topic()), topicPartition.partition());
    }

    private static String named(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new EvidenceException(
                    "the manifest is damaged: \"%s\" is no name".formatted(name));
        }
        return name;
    }

    @Override
    public void close() {
        if (zip != null) {
            try {
                zip.close();
            } catch (IOException alreadyRead) {
                throw new UncheckedIOException(alreadyRead);
            }
        }
    }
}
