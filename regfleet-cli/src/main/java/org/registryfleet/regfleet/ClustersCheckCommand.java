package org.registryfleet.regfleet;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;
import org.registryfleet.events.ClusterRegistration;
import org.registryfleet.regfleet.check.ClusterCheck;
import org.registryfleet.regfleet.check.ClusterChecks;
import org.registryfleet.regfleet.check.ClusterChecks.Candidate;
import org.registryfleet.regfleet.fleet.CommandFailure;
import org.registryfleet.regfleet.fleet.FleetFile;
import org.registryfleet.regfleet.output.TextTable;
import org.registryfleet.stage.view.Registration.Ownership;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

/** Looks at clusters as the fleet would find them. */
@Command(
        name = "check",
        description = {
            "Says whether clusters answer, what they are, and which right is missing.",
            "It looks at registered clusters (all when none is named), at a kubeconfig"
                    + " (--kubeconfig, with its contexts when they are named), or at those of a"
                    + " file for 'clusters add' (-f). It only reads."
        },
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:all is well",
            "1:something keeps the fleet from its work",
            "2:wrong use",
            "3:refused",
            "4:the log cannot be reached"
        })
final class ClustersCheckCommand implements Callable<Integer> {

    @ParentCommand private ClustersCommand clusters = new ClustersCommand();
    @Mixin private FleetOptions fleet = new FleetOptions();

    @Parameters(
            paramLabel = "CLUSTER",
            arity = "0..*",
            description = "Ids of registered clusters; with --kubeconfig the name to show.")
    private List<String> names = List.of();

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "Look at the clusters of this CSV file, which need not be registered.")
    private @Nullable Path file;

    @Option(
            names = "--context",
            paramLabel = "NAME",
            description =
                    "Context of the --kubeconfig instead of its current one; may be repeated.")
    private List<String> contexts = List.of();

    @Option(
            names = "--mode",
            description =
                    "Ask for the rights of this mode (default: that of the registration, else"
                            + " auto).")
    private @Nullable Ownership mode;

    @Override
    public Integer call() {
        var found = checks();
        var now = Instant.now();
        var json = JsonNodeFactory.instance.arrayNode();
        found.forEach(check -> json.add(json(check, now)));
        clusters.root().print(json, () -> lines(found, now));
        return found.stream().allMatch(check -> check.problems(now).isEmpty()) ? 0 : 1;
    }

    private List<ClusterCheck> checks() {
        var root = clusters.root();
        if (fleet.isDirect()) {
            try (var checks = new ClusterChecks(fleet.kubeconfigFolder(root.surroundings()))) {
                return checks.check(ofKubeconfig(), Map.of());
            }
        }
        if (!contexts.isEmpty()) {
            throw CommandFailure.refused("--context names a context of --kubeconfig FILE");
        }
        try (var book = fleet.book(root.surroundings());
                var checks = new ClusterChecks(fleet.credentials(root.surroundings()))) {
            return checks.check(file == null ? registered(book.all()) : listed(file), book.uids());
        }
    }

    private List<Candidate> ofKubeconfig() {
        var reference = fleet.kubeconfigReference();
        if (contexts.isEmpty()) {
            var name = names.isEmpty() ? reference.substring("kubeconfig:".length()) : names.get(0);
            return List.of(new Candidate(name, reference, wanted(Ownership.AUTO)));
        }
        return contexts.stream()
                .map(
                        context ->
                                new Candidate(
                                        context, reference + "#" + context, wanted(Ownership.AUTO)))
                .toList();
    }

    private List<Candidate> registered(Map<String, ClusterRegistration> all) {
        var wanted = names.isEmpty() ? List.copyOf(all.keySet()) : names;
        return wanted.stream()
                .map(name -> FleetOptions.registered(name, all))
                .map(
                        one ->
                                new Candidate(
                                        one.getCluster(),
                                        one.getCredential(),
                                        wanted(Ownership.valueOf(one.getMode().name()))))
                .toList();
    }

    private List<Candidate> listed(Path csv) {
        var candidates = new ArrayList<Candidate>();
        for (var line : FleetFile.read(clusters.root().surroundings().folder().resolve(csv))) {
            var cluster = line.cluster();
            if (cluster == null) {
                throw CommandFailure.refused(
                        "line %d: %s".formatted(line.number(), line.problem()));
            }
            candidates.add(
                    new Candidate(
                            cluster.cluster(),
                            cluster.credential(),
                            wanted(Ownership.valueOf(cluster.mode().name()))));
        }
        return candidates;
    }

    private Ownership wanted(Ownership registered) {
        return mode == null ? registered : mode;
    }

    private static List<String> lines(List<ClusterCheck> found, Instant now) {
        var table =
                new TextTable(
                        "CLUSTER",
                        "ANSWERS",
                        "VERSION",
                        "REGISTRY",
                        "OPERATOR",
                        "MODE",
                        "MISSING",
                        "CREDENTIAL",
                        "UID");
        found.forEach(check -> row(table, check, now));
        var lines = new ArrayList<>(table.lines());
        for (var check : found) {
            check.problems(now).forEach(text -> lines.add(check.cluster() + ": " + text));
            check.notes(now).forEach(text -> lines.add(check.cluster() + ": " + text));
        }
        return lines;
    }

    private static void row(TextTable table, ClusterCheck check, Instant now) {
        boolean answers = check.answers();
        table.row(
                check.cluster(),
                answers ? "yes" : "no",
                check.version(),
                check.registryApi(),
                answers ? check.operator().toString() : "",
                answers ? check.mode().name().toLowerCase(Locale.ROOT) : "",
                answers && check.unasked().isEmpty() ? "" + check.missing().size() : "",
                credential(check, now),
                check.uid());
    }

    private static String credential(ClusterCheck check, Instant now) {
        var days = check.credentialDays(now);
        return days == null ? "" : days < 0 ? "ended" : days == 1 ? "1 day" : days + " days";
    }

    private static ObjectNode json(ClusterCheck check, Instant now) {
        var json = JsonNodeFactory.instance.objectNode();
        var ends = check.credentialEnds();
        json.put("cluster", check.cluster())
                .put("answers", check.answers())
                .put("uid", check.uid())
                .put("version", check.version())
                .put("registryApi", check.registryApi())
                .put("operator", check.operator().name())
                .put("mode", check.mode().name())
                .put("duplicateOf", check.duplicateOf())
                .put("credentialEnds", ends == null ? null : ends.toString());
        var missing = json.putArray("missingRights");
        check.missing()
                .forEach(
                        right ->
                                missing.addObject()
                                        .put("verb", right.verb())
                                        .put("group", right.group())
                                        .put("resource", right.resource())
                                        .put("namespace", right.namespace())
                                        .put("name", right.name()));
        var problems = json.putArray("problems");
        check.problems(now).forEach(problems::add);
        var notes = json.putArray("notes");
        check.notes(now).forEach(notes::add);
        return json;
    }
}
