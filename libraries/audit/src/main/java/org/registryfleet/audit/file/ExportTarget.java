package org.registryfleet.audit.file;

import org.registryfleet.audit.evidence.EvidenceException;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The place where a bundle is written: next to its destination first, moved to its final name at
 * the end, and marked as unfinished until then. Files in a zip are stored uncompressed, so that one
 * damaged bit damages one record only, unless compression was requested.
 */
final class ExportTarget implements AutoCloseable {

    private static final String ZIP = ".zip";
    private static final int BUFFER = 1 << 18;

    private final Path target;
    private final Path folder;
    private final Path packed;
    private final boolean compressed;
    private boolean isBegun;

    ExportTarget(Path target, boolean compressed) {
        this.compressed = compressed;
        this.target = target.toAbsolutePath();
        this.folder = this.target.resolveSibling(target.getFileName() + ".partial");
        this.packed = this.target.resolveSibling(target.getFileName() + ".packing");
        if (compressed && !isZip()) {
            throw new EvidenceException(
                    "only a zip file is compressed: %s does not end with .zip".formatted(target));
        }
        if (Files.exists(this.target)) {
            throw new EvidenceException(
                    "%s exists: nothing is written over, name another".formatted(target));
        }
        if (Files.exists(folder) && !Files.exists(folder.resolve(BundleFile.INCOMPLETE))) {
            throw new EvidenceException(
                    "%s is in the way and no broken off export: remove it".formatted(folder));
        }
    }

    Path folder() {
        return folder;
    }

    void begin() {
        try {
            remove();
            Files.createDirectories(folder);
            isBegun = true;
            Files.writeString(
                    folder.resolve(BundleFile.INCOMPLETE),
                    "This export was not finished and proves nothing.\n");
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot write to " + folder, failure);
        }
    }

    void write(String name, byte[] content) {
        try {
            var file = folder.resolve(name);
            Files.createDirectories(file.resolveSibling("."));
            Files.write(file, content);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot write " + name, failure);
        }
    }

    /** Moves the bundle to its final name. */
    void finish() {
        try {
            if (isZip()) {
                pack();
                Files.move(packed, target, StandardCopyOption.ATOMIC_MOVE);
            } else {
                Files.delete(folder.resolve(BundleFile.INCOMPLETE));
                Files.move(folder, target, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot write " + target, failure);
        }
    }

    /** Deletes an unfinished export. */
    @Override
    public void close() {
        if (isBegun) {
            try {
                remove();
            } catch (IOException failure) {
                throw new UncheckedIOException("cannot remove " + folder, failure);
            }
        }
    }

    private void remove() throws IOException {
        Files.deleteIfExists(packed);
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> all;
        try (var walk = Files.walk(folder)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (var one : all) {
            Files.delete(one);
        }
    }

    private void pack() throws IOException {
        List<Path> files;
        try (var walk = Files.walk(folder)) {
            files = walk.filter(ExportTarget::isContent).sorted().toList();
        }
        var bytes = new BufferedOutputStream(Files.newOutputStream(packed), BUFFER);
        try (var zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            for (var file : files) {
                var entry = new ZipEntry(folder.relativize(file).toString());
                if (!compressed) {
                    entry.setMethod(ZipEntry.STORED);
                    entry.setSize(Files.size(file));
                    entry.setCrc(checksum(file));
                }
                entry.setTime(0);
                zip.putNextEntry(entry);
                Files.copy(file, zip);
                zip.closeEntry();
            }
        }
    }

    private boolean isZip() {
        return target.toString().endsWith(ZIP);
    }

    private static boolean isContent(Path file) {
        return Files.isRegularFile(file) && !file.endsWith(BundleFile.INCOMPLETE);
    }

    private static long checksum(Path file) throws IOException {
        var checksum = new CRC32();
        var buffer = new byte[BUFFER];
        try (InputStream source = Files.newInputStream(file)) {
            for (int read = source.read(buffer); read >= 0; read = source.read(buffer)) {
                checksum.update(buffer, 0, read);
            }
        }
        return checksum.getValue();
    }
}
