package org.registryfleet.regfleet.audit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;
import org.registryfleet.fleetpolicy.assignment.Danger;
import org.registryfleet.fleetpolicy.policy.FieldCompliance;
import org.registryfleet.fleetpolicy.policy.FieldCompliance.State;
import org.registryfleet.fleetpolicy.policy.PolicyPlan;
import org.registryfleet.regfleet.fleet.CommandFailure;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

/** Shows which clusters are not as policies want them, from the log. */
@Command(
        name = "plan",
        description = {
            "Compares policies with the Configs and ImagePruners of the fleet.",
            "The log shows them as they were last seen. Nothing is written, anywhere."
        },
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:shown",
            "1:shown, and a cluster is not as wanted (with --fail-on-noncompliance)",
            "2:wrong use",
            "3:refused: a policy is wrong, or the plan is another one than expected",
            "4:the log cannot be read"
        })
final class PolicyPlanCommand implements Callable<Integer> {

    private static final int NAMES = 8;

    @Mixin private AuditView view = new AuditView();

    @Option(
            names = {"-f", "--file"},
            required = true,
            paramLabel = "PATH",
            description = "YAML file, or folder of such files; may be repeated.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--expect",
            paramLabel = "HASH",
            description = "Refuse when the plan's hash is another one.")
    private @Nullable String expected;

    @Option(
            names = "--fail-on-noncompliance",
            description = "End with 1 when a cluster is not as wanted.")
    private boolean failing;

    @Override
    public Integer call() {
        var folder = view.surroundings().folder();
        var policies = PolicyFiles.read(files.stream().map(folder::resolve).toList());
        try (var log = view.log()) {
            var fleet = LoggedMembers.of(log);
            var plan = PolicyPlan.of(policies, fleet.clusters());
            view.print(json(plan, fleet.unreadable()), () -> lines(plan, fleet.unreadable()));
            if (expected != null && !expected.equals(plan.hash())) {
                throw CommandFailure.refused(
                        "the plan's hash is %s, expected was %s: the fleet or the policies have changed"
                                .formatted(plan.hash(), expected));
            }
            return failing && plan.compliant() < plan.clusters().size() ? 1 : 0;
        }
    }

    private static List<String> lines(PolicyPlan plan, int unreadable) {
        var lines = new ArrayList<String>();
        int selected = plan.clusters().size();
        lines.add("%d of %d clusters".formatted(selected, selected + plan.unselected()));
        lines.add("  %d compliant".formatted(plan.compliant()));
        count(lines, plan, State.NON_COMPLIANT, "not compliant");
        count(
                lines,
                plan,
                State.CONFLICT,
                "in conflict: policies want different values of a field");
        count(lines, plan, State.UNKNOWN, "without the object");
        groups(plan).forEach((what, clusters) -> group(lines, what, clusters));
        lines.add("");
        if (unreadable > 0) {
            lines.add(
                    "%d records could not be read: what they said is missing"
                            .formatted(unreadable));
        }
        lines.add("Plan " + plan.hash());
        return lines;
    }

    private static void count(List<String> lines, PolicyPlan plan, State state, String words) {
        if (plan.count(state) > 0) {
            lines.add("  %d %s".formatted(plan.count(state), words));
        }
    }

    private static void group(List<String> lines, List<String> what, List<String> clusters) {
        lines.add("");
        lines.add(
                "%d cluster%s: %s"
                        .formatted(
                                clusters.size(),
                                clusters.size() == 1 ? "" : "s",
                                clusters.size() <= NAMES
                                        ? String.join(", ", clusters)
                                        : String.join(", ", clusters.subList(0, NAMES)) + ", …"));
        what.forEach(line -> lines.add("  " + line));
    }

    /** Clusters that differ in the same way stand together. */
    private static Map<List<String>, List<String>> groups(PolicyPlan plan) {
        var groups = new LinkedHashMap<List<String>, List<String>>();
        plan.clusters()
                .forEach(
                        (cluster, fields) -> {
                            var what =
                                    fields.stream()
                                            .filter(field -> field.state() != State.COMPLIANT)
                                            .map(PolicyPlanCommand::line)
                                            .toList();
                            if (!what.isEmpty()) {
                                groups.computeIfAbsent(what, _ -> new ArrayList<>()).add(cluster);
                            }
                        });
        return groups;
    }

    private static String line(FieldCompliance field) {
        var policies = String.join(", ", field.policies());
        return switch (field.state()) {
            case UNKNOWN -> "%s: there is no %s".formatted(field.field(), kind(field));
            case CONFLICT ->
                    "%s: %s want different values; found is %s"
                            .formatted(field.field(), policies, shown(field.found()));
            case COMPLIANT, NON_COMPLIANT ->
                    "%s: %s, wanted is %s%s%s"
                            .formatted(
                                    field.field(),
                                    shown(field.found()),
                                    shown(field.wanted()),
                                    field.writer().isEmpty()
                                            ? ""
                                            : "; last written by " + field.writer(),
                                    dangers(field));
        };
    }

    private static String dangers(FieldCompliance field) {
        return field.dangers().isEmpty()
                ? ""
                : "; would be "
                        + String.join(", ", field.dangers().stream().map(Danger::word).toList());
    }

    private static String kind(FieldCompliance field) {
        return field.field().subject().ref().kind();
    }

    private static String shown(String json) {
        return json.isEmpty() ? "nothing" : json;
    }

    private static ObjectNode json(PolicyPlan plan, int unreadable) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("hash", plan.hash())
                .put("selected", plan.clusters().size())
                .put("unselected", plan.unselected())
                .put("compliant", plan.compliant())
                .put("unreadableRecords", unreadable);
        var clusters = json.putObject("clusters");
        plan.clusters()
                .forEach(
                        (cluster, fields) -> {
                            var list = clusters.putArray(cluster);
                            fields.forEach(field -> list.add(json(field)));
                        });
        return json;
    }

    private static ObjectNode json(FieldCompliance field) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("field", field.field().toString());
        field.policies().forEach(json.putArray("policies")::add);
        json.put("state", field.state().name().toLowerCase(Locale.ROOT))
                .put("wanted", field.wanted())
                .put("found", field.found())
                .put("lastWriter", field.writer());
        field.dangers().forEach(danger -> json.withArray("dangers").add(danger.word()));
        return json;
    }
}
