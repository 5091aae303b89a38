package org.registryfleet.regfleet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.registryfleet.events.Admission;

import java.nio.file.Files;
import java.nio.file.Path;

class ClustersCommandTest {

    @TempDir private Path folder;

    @Test
    void addsAClusterThatAnswers() {
        try (var _ = new ClusterUnderTest(folder)) {
            var cli = new CommandLineRun(folder);

            var result = cli.run("clusters", "add", "c1", "--label", "site=a", "--mode", "full");

            assertThat(result.exitStatus()).as(result.err()).isZero();
            var added = cli.registrations().get("c1");
            assertThat(added.getCredential()).isEqualTo("kubeconfig:c1");
            assertThat(added.getLabels()).containsEntry("site", "a");
            assertThat(added.getMode()).hasToString("FULL");
        }
    }

    @Test
    void refusesAClusterWhoseKubeconfigIsMissing() {
        var cli = new CommandLineRun(folder);

        var result = cli.run("clusters", "add", "c1");

        assertThat(result.exitStatus()).isEqualTo(4);
        assertThat(result.err()).contains("no such file");
        assertThat(cli.registrations()).isEmpty();
    }

    @Test
    void addsUncheckedWhatOnlyTheServicesCanReach() {
        var cli = new CommandLineRun(folder);

        var result =
                cli.run("clusters", "add", "c1", "--credential", "secret:fleet/c1", "--unchecked");

        assertThat(result.exitStatus()).as(result.err()).isZero();
        var added = cli.registrations().get("c1");
        assertThat(added.getCredential()).isEqualTo("secret:fleet/c1");
        assertThat(added.getAdmission()).isEqualTo(Admission.PROBING);
        assertThat(added.getAdmissionReason()).isEqualTo("Identity not known yet");
        assertThat(result.out()).contains("c1 is watched");
    }

    @ParameterizedTest
    @ValueSource(strings = {"C1", "a_b", ".a", "a-", "a.b", ""})
    void refusesAnIdThatIsNoName(String id) {
        var cli = new CommandLineRun(folder);

        assertThat(cli.run("clusters", "add", id, "--unchecked").exitStatus()).isEqualTo(3);
        assertThat(cli.registrations()).isEmpty();
    }

    @Test
    void refusesAnIdThatIsTaken() {
        var cli = new CommandLineRun(folder).registered("c1");

        assertThat(cli.run("clusters", "add", "c1", "--unchecked").exitStatus()).isEqualTo(3);
    }

    @Test
    void pausesAndResumes() {
        var cli = new CommandLineRun(folder).registered("c1");

        assertThat(cli.run("clusters", "pause", "c1").exitStatus()).isZero();
        assertThat(cli.registrations().get("c1").getPaused()).isTrue();
        assertThat(cli.run("clusters", "resume", "c1").exitStatus()).isZero();
        assertThat(cli.registrations().get("c1").getPaused()).isFalse();
    }

    @Test
    void removes() {
        var cli = new CommandLineRun(folder).registered("c1");

        assertThat(cli.run("clusters", "remove", "c1").exitStatus()).isZero();
        assertThat(cli.registrations()).isEmpty();
        assertThat(cli.run("clusters", "remove", "c1").exitStatus()).isEqualTo(3);
    }

    @Test
    void listsInEveryFormat() {
        var cli = new CommandLineRun(folder).registered("c1");

        assertThat(cli.run("clusters", "list").out())
                .startsWith("CLUSTER")
                .contains("kubeconfig:c1");
        assertThat(cli.run("-o", "json", "clusters", "list").out())
                .contains("\"cluster\" : \"c1\"");
        assertThat(cli.run("clusters", "list", "-o", "yaml").out()).contains("cluster: c1");
    }

    @Test
    void findsTheLocalFleetsKafkaOrSaysHowToNameOne() {
        var surroundings =
                new CliEnvironment(
                        java.util.Map.of(),
                        folder,
                        _ -> java.util.Optional.empty(),
                        address -> {
                            throw new AssertionError(address);
                        },
                        address -> {
                            throw new AssertionError(address);
                        },
                        address -> {
                            throw new AssertionError(address);
                        },
                        org.registryfleet.objectstorage.EndpointOverride.NONE);
        var err = new java.io.StringWriter();

        int status =
                Regfleet.commandLine(surroundings)
                        .setErr(new java.io.PrintWriter(err, true))
                        .execute("clusters", "list");

        assertThat(status).isEqualTo(4);
        assertThat(err.toString()).contains("--kafka", "REGFLEET_KAFKA", "./regfleet local");
    }

    @Test
    void completionKnowsTheCommands() {
        assertThat(new CommandLineRun(folder).run("completion").out())
                .contains("storage", "diagnose", "empty-dir");
    }

    @Test
    void completionKnowsTheClusters() throws Exception {
        Files.writeString(
                folder.resolve("completion"), new CommandLineRun(folder).run("completion").out());
        Files.writeString(
                folder.resolve("regfleet"),
                """
                #!/bin/sh
                printf 'CLUSTER PLATFORM\\nvsphere-1  VSphere\\nedge-1  None\\n'
                """);
        var shell =
                new ProcessBuilder(
                                "bash",
                                "-c",
                                """
                                chmod +x regfleet && source ./completion
                                COMP_WORDS=(./regfleet explain v) COMP_CWORD=2 COMP_LINE="regfleet explain v" COMP_POINT=18
                                _complete_regfleet 2>/dev/null
                                echo "${COMPREPLY[@]}"
                                """)
                        .directory(folder.toFile())
                        .start();

        assertThat(shell.inputReader().readAllAsString().strip()).isEqualTo("vsphere-1");
    }
}
