package org.registryfleet.regfleet.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.registryfleet.audit.log.EventLog;
import org.registryfleet.schemas.Topics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Bundles through the command line: broken off, altered, of another release, signed by others. */
class ExportCommandTest {

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"bundle", "bundle.zip"})
    void anExportedBundleIsWhole(String name) {
        assertThat(run("export", name).exitStatus()).isZero();

        var verdict = run("verify", name);
        assertThat(verdict.exitStatus()).isZero();
        assertThat(verdict.out()).contains("whole: every record");
        assertThat(run("replay", "--bundle", name).exitStatus()).isZero();
    }

    @Test
    void aCompressedBundleProvesTheSameInAFractionOfTheRoom() throws IOException {
        run("export", "plain.zip");
        run("export", "small.zip", "--compress");

        assertThat(run("verify", "small.zip").exitStatus()).isZero();
        assertThat(run("export", "folder", "--compress").err()).contains("does not end with .zip");
        assertThat(Files.size(folder.resolve("small.zip")))
                .isLessThan(Files.size(folder.resolve("plain.zip")) / 3);
        assertThat(line(run("verify", "small.zip").out(), "records of"))
                .isEqualTo(line(run("verify", "plain.zip").out(), "records of"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bundle", "bundle.zip"})
    void anExportThatTheLogBreaksOffLeavesNothingBehind(String name) {
        var result = run(() -> Recording.Changed.breakingOff(Topics.STATUS), "export", name);

        assertThat(result.exitStatus()).isEqualTo(4);
        assertThat(result.err()).contains("the broker is gone");
        assertThat(folder).isEmptyDirectory();
        assertThat(run("verify", name).exitStatus()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bundle", "bundle.zip"})
    void whatAKilledExportLeavesIsNeverWhole(String name) {
        var copies = new AtomicInteger();
        Supplier<EventLog> log =
                () ->
                        Recording.Changed.by(
                                record -> {
                                    if (record.offset() % 10 == 0) {
                                        copy("killed-" + copies.incrementAndGet());
                                    }
                                    return record;
                                });
        run(log, "export", name);

        assertThat(copies).hasPositiveValue();
        for (int i = 1; i <= copies.get(); i++) {
            var verdict = run("verify", "killed-" + i);
            assertThat(verdict.exitStatus()).isEqualTo(2);
            assertThat(verdict.err()).contains("is an export that was not finished: export again");
        }
    }

    @Test
    void anExportGoesOverTheRestsOfAKilledOne() throws IOException {
        Files.createDirectories(folder.resolve("bundle.zip.partial"));
        Files.writeString(folder.resolve("bundle.zip.partial/INCOMPLETE"), "");
        Files.writeString(folder.resolve("bundle.zip.packing"), "half of a zip");

        assertThat(run("verify", "bundle.zip.packing").err()).contains("no whole zip file");
        assertThat(run("export", "bundle.zip").exitStatus()).isZero();
        assertThat(run("verify", "bundle.zip").exitStatus()).isZero();
        assertThat(folder.resolve("bundle.zip.partial")).doesNotExist();
        assertThat(folder.resolve("bundle.zip.packing")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bundle", "bundle.zip"})
    void refusesABundleOfANewerRelease(String name) throws IOException {
        run("export", name);
        edit(name, "\"version\" : 2", "\"version\" : 3");

        for (var command : new String[][] {{"verify", name}, {"replay", "--bundle", name}}) {
            var result = run(command);
            assertThat(result.exitStatus()).isNotZero();
            assertThat(result.err()).contains("format version 3", "use a newer one");
        }
    }

    @Test
    void findsASignatureOfSomebodyElse() throws Exception {
        var ours = keys("ours");
        keys("theirs");
        var made = run("export", "bundle", "--signing-key", "file:ours.key");
        assertThat(made.exitStatus()).as(made.err()).isZero();

        assertThat(run("verify", "bundle", "--key", "ours.pub").exitStatus()).isZero();
        var foreign = run("verify", "bundle", "--key", "theirs.pub");
        assertThat(foreign.exitStatus()).isEqualTo(1);
        assertThat(foreign.out()).contains("NOT whole", "signature");
        assertThat(run("verify", "bundle", "--key", "none.pub").exitStatus()).isEqualTo(2);
        assertThat(made.out() + made.err())
                .doesNotContain(Base64.getEncoder().encodeToString(ours.getPrivate().getEncoded()));
    }

    @Test
    void findsAnAlteredSignatureAndAnAlteredManifest() throws Exception {
        keys("ours");
        run("export", "bundle", "--signing-key", "file:ours.key");
        var signature = folder.resolve("bundle/manifest.sig");
        var bytes = Files.readAllBytes(signature);
        bytes[7] ^= 1;
        Files.write(signature, bytes);
        assertThat(run("verify", "bundle", "--key", "ours.pub").exitStatus()).isEqualTo(1);
        bytes[7] ^= 1;
        Files.write(signature, bytes);
        edit("bundle", "\"tool\" : \"regfleet", "\"tool\" : \"Regfleet");

        var verdict = run("verify", "bundle", "--key", "ours.pub");

        assertThat(verdict.exitStatus()).isEqualTo(1);
        assertThat(verdict.out()).contains("NOT whole");
    }

    private AuditCommands.Result run(String... arguments) {
        return run(Recording::open, arguments);
    }

    private AuditCommands.Result run(Supplier<EventLog> log, String... arguments) {
        return new AuditCommands(log, folder, Recording.END).run(arguments);
    }

    private static String line(String text, String word) {
        return text.lines().filter(one -> one.contains(word)).findFirst().orElseThrow();
    }

    /** What a disk would show if the export was killed now. */
    private synchronized void copy(String name) {
        try (var all = Files.walk(folder)) {
            var partial =
                    all.filter(one -> one.endsWith("INCOMPLETE"))
                            .filter(one -> one.toString().contains(".partial"))
                            .findFirst()
                            .orElseThrow()
                            .getParent();
            try (var files = Files.walk(partial)) {
                for (var file : files.toList()) {
                    Files.copy(file, folder.resolve(name).resolve(partial.relativize(file)));
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void edit(String bundle, String from, String to) throws IOException {
        var path = folder.resolve(bundle);
        if (Files.isDirectory(path)) {
            edit(path.resolve("manifest.json"), from, to);
            return;
        }
        try (var zip = FileSystems.newFileSystem(path)) {
            edit(zip.getPath("manifest.json"), from, to);
        }
    }

    private static void edit(Path manifest, String from, String to) throws IOException {
        var text = Files.readString(manifest);
        assertThat(text).contains(from);
        Files.writeString(manifest, text.replace(from, to));
    }

    private KeyPair keys(String name) throws GeneralSecurityException, IOException {
        var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        pem(name + ".key", "PRIVATE KEY", pair.getPrivate().getEncoded());
        pem(name + ".pub", "PUBLIC KEY", pair.getPublic().getEncoded());
        return pair;
    }

    private void pem(String file, String what, byte[] key) throws IOException {
        var text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key);
        Files.writeString(
                folder.resolve(file),
                "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, text, what));
    }
}
