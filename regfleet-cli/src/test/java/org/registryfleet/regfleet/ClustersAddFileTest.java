package org.registryfleet.regfleet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.registryfleet.events.Admission;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** {@code clusters add -f}: each line is answered, and a bad one stops nothing. */
class ClustersAddFileTest {

    @TempDir private Path folder;

    @Test
    void takesWhatCanBeTakenAndAnswersEachLine() {
        try (var _ = new ClusterUnderTest(folder)) {
            var cli = new CommandLineRun(folder).registered("old");
            file(
                    """
                    Cluster, Credential, Labels, Mode, Name
                    # the first site
                    c1,, site=a env=prod, observe, "One, of site a"

                    C2,,,,
                    c3,,site,,
                    c4,,,boss,
                    c5,kubeconfig:../c1,,,
                    c6,,,,,more
                    c7,"kubeconfig:c1
                    old,,,,
                    c1,,,,
                    c8
                    """);

            var result = cli.run("clusters", "add", "-f", "fleet.csv");

            assertThat(result.exitStatus()).isEqualTo(1);
            assertThat(result.out().lines())
                    .anyMatch(line -> line.matches("3 +c1 +added +-"))
                    .anyMatch(line -> line.matches("5 +- +refused +\"C2\" is no id.*"))
                    .anyMatch(line -> line.matches("6 +- +refused +\"site\" is no label.*"))
                    .anyMatch(line -> line.matches("7 +- +refused +\"boss\" is no mode.*"))
                    .anyMatch(line -> line.matches("8 +c5 +unreachable .*reference.*"))
                    .anyMatch(line -> line.matches("9 +- +refused +it has 6 columns.*"))
                    .anyMatch(line -> line.matches("10 +- +refused .*quote.*"))
                    .anyMatch(line -> line.matches("11 +old +refused .*remove it first.*"))
                    .anyMatch(line -> line.matches("12 +c1 +refused .*"))
                    .anyMatch(line -> line.matches("13 +c8 +unreachable .*no such file.*"))
                    .anyMatch(line -> line.equals("1 of 10 lines taken; 9 not"));
            assertThat(cli.registrations()).containsOnlyKeys("c1", "old");
            var added = cli.registrations().get("c1");
            assertThat(added.getDisplayName()).isEqualTo("One, of site a");
            assertThat(added.getLabels()).containsEntry("site", "a").containsEntry("env", "prod");
            assertThat(added.getMode()).hasToString("OBSERVE");
            assertThat(added.getClusterUid()).isNotEmpty();
        }
    }

    @Test
    void onlySaysWhatItWouldDo() {
        try (var _ = new ClusterUnderTest(folder)) {
            var cli = new CommandLineRun(folder);
            file("cluster\nc1\n");

            var result = cli.run("clusters", "add", "-f", "fleet.csv", "--dry-run");

            assertThat(result.exitStatus()).as(result.out()).isZero();
            assertThat(result.out()).contains("1 of 1 line would be taken");
            assertThat(cli.registrations()).isEmpty();
        }
    }

    @Test
    void readsWhatSpreadsheetsWrite() {
        var cli = new CommandLineRun(folder);
        file("\uFEFFcluster;credential;labels\r\nc1;secret:fleet/c1;site=a\r\n");

        var result = cli.run("clusters", "add", "-f", "fleet.csv", "--unchecked", "-o", "json");

        assertThat(result.exitStatus()).as(result.err()).isZero();
        assertThat(result.out()).contains("\"result\" : \"ADDED\"");
        assertThat(cli.registrations().get("c1").getCredential()).isEqualTo("secret:fleet/c1");
    }

    @Test
    void refusesAFileThatItCannotRead() throws Exception {
        var cli = new CommandLineRun(folder);
        Files.write(
                folder.resolve("latin.csv"),
                "name\nM\u00fcnchen".getBytes(StandardCharsets.ISO_8859_1));
        file("cluster,color\nc1,red\n");

        assertThat(cli.run("clusters", "add", "-f", "none.csv").err()).contains("cannot be read");
        assertThat(cli.run("clusters", "add", "-f", "latin.csv").err()).contains("UTF-8");
        assertThat(cli.run("clusters", "add", "-f", "fleet.csv").err())
                .contains("the first line names the columns", "color");
    }

    @Test
    void watchesASecondNameOfAClusterOnly() {
        try (var cluster = new ClusterUnderTest(folder)) {
            ClusterUnderTest.write(folder.resolve("c2"), cluster.cluster().kubeconfig());
            var cli = new CommandLineRun(folder);
            file("cluster\nc1\nc2\n");

            var result = cli.run("clusters", "add", "-f", "fleet.csv");

            assertThat(result.out()).containsPattern("3 +c2 +duplicate .*c1");
            assertThat(cli.registrations().get("c1").getAdmission()).isEqualTo(Admission.ADMITTED);
            assertThat(cli.registrations().get("c2").getAdmission()).isEqualTo(Admission.PROBING);
            assertThat(cli.registrations().get("c2").getAdmissionReason())
                    .isEqualTo("Duplicate of c1");
        }
    }

    @Test
    void takesAFleetOfTwoHundred() {
        try (var fleet = new ClusterUnderTest(folder)) {
            fleet.more(folder, IntStream.range(0, 200).mapToObj(i -> "edge-" + i).toList());
            var cli = new CommandLineRun(folder);
            file(
                    IntStream.range(0, 200)
                            .mapToObj(i -> "edge-" + i)
                            .collect(Collectors.joining("\n", "cluster\n", "\nmissing\n")));

            var result = cli.run("clusters", "add", "-f", "fleet.csv");

            assertThat(result.exitStatus()).isEqualTo(1);
            assertThat(result.out()).contains("200 of 201 lines taken; 1 not");
            assertThat(cli.registrations()).hasSize(200);
        }
    }

    private void file(String text) {
        ClusterUnderTest.write(folder.resolve("fleet.csv"), text);
    }
}
