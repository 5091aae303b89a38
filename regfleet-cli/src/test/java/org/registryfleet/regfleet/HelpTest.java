package org.registryfleet.regfleet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.registryfleet.regfleet.audit.AuditEnvironment;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** Help says in whole sentences what each command is for. */
class HelpTest {

    @TempDir private Path folder;

    static Stream<CommandSpec> commands() {
        return all(Regfleet.commandLine(AuditEnvironment.real(Map.of())).getCommandSpec());
    }

    private static Stream<CommandSpec> all(CommandSpec command) {
        return Stream.concat(
                Stream.of(command),
                command.subcommands().values().stream()
                        .map(CommandLine::getCommandSpec)
                        .flatMap(HelpTest::all));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyDescriptionBeginsWithAWholeSentenceThatFitsALine(CommandSpec command) {
        var description = command.usageMessage().description();

        assertThat(description).as(command.qualifiedName()).isNotEmpty();
        assertThat(description[0]).matches("[A-Z].*[.]").hasSizeLessThan(90);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyOptionIsDescribedByASentence(CommandSpec command) {
        assertThat(command.args())
                .allSatisfy(
                        argument ->
                                assertThat(String.join(" ", argument.description()))
                                        .as(command.qualifiedName() + " " + argument)
                                        .matches("(?s)[A-Z].*[.]|kubeconfig:.*[.]"));
    }

    @Test
    void everyCommandOfTheRootHasAPlaceInAGroup() {
        var root = Regfleet.commandLine(AuditEnvironment.real(Map.of()));

        assertThat(
                        root.getSubcommands().entrySet().stream()
                                .filter(
                                        one ->
                                                !one.getValue()
                                                        .getCommandSpec()
                                                        .usageMessage()
                                                        .hidden())
                                .map(Map.Entry::getKey))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(CommandGroups.names()).contains(name));
    }

    @Test
    void onlyTheCommandThatIsCalledIsLookedAt() {
        Map<String, Class<?>> commands =
                Map.of("status", StatusCommand.class, "completion", CompletionCommand.class);

        assertThat(Regfleet.wanted(commands, "-o", "json", "status", "completion"))
                .containsExactly(StatusCommand.class);
        assertThat(Regfleet.wanted(commands, "--output=json", "status"))
                .containsExactly(StatusCommand.class);
        assertThat(Regfleet.wanted(commands, "completion")).hasSize(2);
        assertThat(Regfleet.wanted(commands, "-o", "status")).hasSize(2);
        assertThat(Regfleet.wanted(commands, "stats")).hasSize(2);
        assertThat(Regfleet.wanted(commands)).hasSize(2);
    }

    @Test
    void theRootListsItsCommandsByWhatTheyAreFor() {
        assertThat(new CommandLineRun(folder).run("--help").out())
                .containsSubsequence(
                        "Look at the fleet:",
                        "status",
                        "Shows the registries of the fleet, or of one cluster.",
                        "Change the fleet:",
                        "clusters",
                        "Prove what happened:",
                        "export",
                        "Exports a part of the log as a bundle of evidence.");
    }

    @Test
    void flagsForTheConnectionStandInOnePlace() {
        var run = new CommandLineRun(folder);

        assertThat(run.run("clusters", "list", "--help").out())
                .contains("\"regfleet options\"")
                .doesNotContain("--kafka");
        assertThat(run.run("explain", "--help").out())
                .contains("\"regfleet options\"")
                .doesNotContain("--kafka");
        assertThat(run.run("options").out())
                .contains("--kafka", "--kafka-config", "--url", "--token-file", "--kubeconfigs");
    }
}
