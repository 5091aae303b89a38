package org.registryfleet.regfleet;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import org.jspecify.annotations.Nullable;
import org.registryfleet.events.OwnershipMode;
import org.registryfleet.regfleet.check.ClusterRegistrar;
import org.registryfleet.regfleet.check.ClusterRegistrar.Answer;
import org.registryfleet.regfleet.check.ClusterRegistrar.Result;
import org.registryfleet.regfleet.fleet.CommandFailure;
import org.registryfleet.regfleet.fleet.FleetFile;
import org.registryfleet.regfleet.fleet.FleetFile.Line;
import org.registryfleet.regfleet.fleet.NewCluster;
import org.registryfleet.regfleet.output.Counted;
import org.registryfleet.regfleet.output.TextTable;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

/** Takes one cluster, or those of a file, into the fleet. */
@Command(
        name = "add",
        description = {
            "Takes clusters into the fleet, after a look at their credentials.",
            "A file has a line that names the columns, and a line for each cluster: cluster,"
                    + " credential, name, mode, labels. Only the first is needed; labels are"
                    + " key=value with blanks between them. A line that is refused stops no other."
        },
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:done",
            "1:a line of the file was not taken",
            "2:wrong use",
            "3:refused",
            "4:the log or the cluster cannot be reached"
        })
final class ClustersAddCommand implements Callable<Integer> {

    @ParentCommand private ClustersCommand clusters = new ClustersCommand();
    @Mixin private FleetOptions fleet = new FleetOptions();

    @ArgGroup(multiplicity = "1")
    private Subject subject = new Subject();

    @Option(
            names = "--credential",
            paramLabel = "REFERENCE",
            defaultValue = "",
            description =
                    "kubeconfig:<file name>, kubeconfig:<file name>#<context>,"
                            + " secret:<namespace>/<name> or in-cluster (default:"
                            + " kubeconfig:<id>).")
    private String credential = "";

    @Option(
            names = "--name",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "Name for people.")
    private String displayName = "";

    @Option(names = "--label", paramLabel = "KEY=VALUE", description = "Label; may be repeated.")
    private Map<String, String> labels = Map.of();

    @Option(
            names = "--mode",
            defaultValue = "AUTO",
            description =
                    "Who runs the registry: auto, full, assist or observe (default auto: observe"
                            + " where an operator looks after it, else full).")
    private OwnershipMode mode = OwnershipMode.AUTO;

    @Option(names = "--unchecked", description = "Do not look whether the cluster answers.")
    private boolean isUnchecked;

    @Option(names = "--dry-run", description = "Look and answer, but register nothing.")
    private boolean isDry;

    @Override
    public Integer call() {
        var root = clusters.root();
        var file = subject.file;
        var lines =
                file == null
                        ? List.of(new Line(1, one(subject.cluster), ""))
                        : FleetFile.read(root.surroundings().folder().resolve(file));
        try (var book = fleet.book(root.surroundings())) {
            var registrar =
                    new ClusterRegistrar(book, fleet.credentials(root.surroundings()), isDry);
            var answers = registrar.add(lines, isUnchecked);
            return file == null ? single(answers.getFirst()) : all(answers);
        }
    }

    private NewCluster one(String cluster) {
        return new NewCluster(cluster, credential, displayName, labels, mode);
    }

    private int single(Answer answer) {
        switch (answer.result()) {
            case REFUSED -> throw CommandFailure.refused(answer.message());
            case UNREACHABLE -> throw CommandFailure.unreachable(answer.message());
            case ADDED, DUPLICATE -> clusters.root().say(answer.message());
        }
        return 0;
    }

    private int all(List<Answer> answers) {
        var json = JsonNodeFactory.instance.arrayNode();
        answers.forEach(
                answer ->
                        json.addObject()
                                .put("line", answer.line())
                                .put("cluster", answer.cluster())
                                .put("result", answer.result().name())
                                .put("message", answer.message()));
        clusters.root().print(json, () -> table(answers).lines());
        long bad = answers.stream().filter(answer -> !answer.isGood()).count();
        clusters.root()
                .say(
                        "%d of %s %s%s"
                                .formatted(
                                        answers.size() - bad,
                                        Counted.of(answers.size(), "line"),
                                        isDry ? "would be taken" : "taken",
                                        bad == 0 ? "" : "; %d not".formatted(bad)));
        return bad == 0 ? 0 : 1;
    }

    private static TextTable table(List<Answer> answers) {
        var table = new TextTable("LINE", "CLUSTER", "RESULT", "MESSAGE");
        for (var answer : answers) {
            table.row(
                    "" + answer.line(),
                    answer.cluster(),
                    answer.result().name().toLowerCase(Locale.ROOT),
                    answer.result() == Result.ADDED
                            ? ""
                            : answer.message().replaceAll("\\s+", " "));
        }
        return table;
    }

    /** One cluster, or those of a file. */
    static final class Subject {

        @Parameters(paramLabel = "CLUSTER", description = "Its id: a DNS label.")
        private String cluster = "";

        @Option(
                names = {"-f", "--file"},
                paramLabel = "FILE",
                description = "The clusters of this CSV file.")
        private @Nullable Path file;
    }
}
