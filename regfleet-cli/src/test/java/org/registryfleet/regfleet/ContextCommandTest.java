package org.registryfleet.regfleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.registryfleet.regfleet.context.ContextFile;
import org.registryfleet.regfleet.fleet.CommandFailure;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;

class ContextCommandTest {

    @TempDir private Path folder;

    @Test
    void theFirstContextIsUsedAndAnotherCanBe() {
        assertThat(run("add", "east", "--kafka", "east:9092", "--url", "https://east").out())
                .contains("commands mean it");
        assertThat(run("add", "west", "--data", "west").exitStatus()).isZero();

        assertThat(environment(Map.of()))
                .containsEntry("REGFLEET_KAFKA", "east:9092")
                .containsEntry("REGFLEET_URL", "https://east");

        assertThat(run("use", "west").exitStatus()).isZero();
        assertThat(environment(Map.of()))
                .containsEntry("REGFLEET_DATA", folder.resolve("west").toString())
                .doesNotContainKey("REGFLEET_KAFKA");
        assertThat(run("list").out())
                .containsPattern("\\* +west")
                .doesNotContainPattern("\\* +east");
    }

    @Test
    void aVariableWinsAndAnotherContextCanBeNamedForOneCall() {
        run("add", "east", "--kafka", "east:9092");
        run("add", "west", "--kafka", "west:9092");

        assertThat(environment(Map.of("REGFLEET_KAFKA", "here:1")))
                .containsEntry("REGFLEET_KAFKA", "here:1");
        assertThat(environment(Map.of("REGFLEET_CONTEXT", "west")))
                .containsEntry("REGFLEET_KAFKA", "west:9092");
        assertThatThrownBy(() -> environment(Map.of("REGFLEET_CONTEXT", "north")))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("no context is called \"north\"")
                .hasMessageContaining("east, west");
    }

    @Test
    void aTokenIsKeptByReferenceOnly() throws Exception {
        run("add", "east", "--url", "https://east", "--token-variable", "EAST_TOKEN");

        assertThat(environment(Map.of("EAST_TOKEN", "secret")))
                .containsEntry("REGFLEET_TOKEN", "secret");
        assertThat(Files.readString(file())).contains("EAST_TOKEN").doesNotContain("secret");
        assertThat(run("add", "west", "--token", "secret").exitStatus()).isEqualTo(2);
    }

    @Test
    void onlyItsOwnerMayUseTheFile() throws Exception {
        run("add", "east", "--kafka", "east:9092");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");

        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(run("list").exitStatus()).isEqualTo(3);
        assertThat(run("list").err()).contains("rw-r--r--", "chmod 600 " + file());
    }

    @Test
    void refusesWhatItCannotKeepOrDoesNotKnow() throws Exception {
        assertThat(run("add", "east").err()).contains("nothing is said of the fleet east");
        assertThat(run("use", "east").err()).contains("no context is called \"east\"");

        run("add", "east", "--kafka", "east:9092");
        assertThat(run("add", "east", "--kafka", "other:9092").err()).contains("remove it first");

        Files.writeString(file(), "{");
        assertThat(run("list").err()).contains("is not JSON");
    }

    @Test
    void aForgottenContextIsNotUsedAnyLonger() {
        run("add", "east", "--kafka", "east:9092");

        assertThat(run("remove", "east").out()).contains("no context is used now");
        assertThat(environment(Map.of())).doesNotContainKey("REGFLEET_KAFKA");
    }

    private CommandLineRun.Result run(String command, String... arguments) {
        var all = new java.util.ArrayList<>(java.util.List.of("context", command));
        all.addAll(java.util.List.of(arguments));
        return CommandLineRun.with(
                Map.of("REGFLEET_CONFIG", file().toString()), folder, all.toArray(String[]::new));
    }

    private Map<String, String> environment(Map<String, String> variables) {
        var all = new HashMap<>(variables);
        all.put("REGFLEET_CONFIG", file().toString());
        return new ContextFile(all).environment();
    }

    private Path file() {
        return folder.resolve("config/contexts.json");
    }
}
