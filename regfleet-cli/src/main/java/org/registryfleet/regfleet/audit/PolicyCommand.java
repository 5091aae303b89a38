package org.registryfleet.regfleet.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import org.registryfleet.audit.difference.FieldChange;
import org.registryfleet.audit.difference.ObjectDifferences;
import org.registryfleet.audit.wire.RecordJson;
import org.registryfleet.events.PolicyRollout;
import org.registryfleet.fleetpolicy.rollout.PolicyFact;
import org.registryfleet.regfleet.output.TextTable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Policies: what the registries of the fleet shall be. */
@Command(
        name = "policy",
        description = "What the registries of the fleet shall be.",
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:done",
            "1:they differ (diff)",
            "2:wrong use",
            "3:refused",
            "4:the log cannot be reached, or fleet-policy has not answered"
        },
        subcommands = {PolicyPlanCommand.class, PolicyApplyCommand.class, RolloutCommand.class})
public final class PolicyCommand {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Command(name = "get", description = "Lists the policies of the fleet, or shows one.")
    int get(
            @Mixin AuditView view,
            @Parameters(
                            arity = "0..1",
                            paramLabel = "NAME",
                            defaultValue = "",
                            description = "Its name. Default: all.")
                    String name) {
        var console = new PolicyConsole(view);
        if (!name.isEmpty()) {
            var policy = console.named(name);
            view.print(RecordJson.of(policy), () -> yaml(policy));
            return 0;
        }
        var all = console.all().values();
        var json = JsonNodeFactory.instance.arrayNode();
        all.forEach(one -> json.add(RecordJson.of(one)));
        view.print(json, () -> table(all));
        return 0;
    }

    @Command(
            name = "diff",
            description = "Shows how policies in files differ from those of the fleet.")
    int diff(
            @Mixin AuditView view,
            @Option(
                            names = {"-f", "--file"},
                            required = true,
                            paramLabel = "PATH",
                            description = "YAML file, or folder of such files; may be repeated.")
                    List<Path> files) {
        var console = new PolicyConsole(view);
        var folder = view.surroundings().folder();
        var all = console.all();
        var lines = new ArrayList<String>();
        var json = JsonNodeFactory.instance.objectNode();
        for (var one : PolicyFiles.documents(files.stream().map(folder::resolve).toList())) {
            var name = one.policy().name();
            var present = all.get(name);
            var before =
                    present == null
                            ? JsonNodeFactory.instance.objectNode()
                            : tree(present.getDocument());
            var changes = ObjectDifferences.between(before, tree(one.json()));
            if (!changes.isEmpty()) {
                lines.add(present == null ? name + " is new" : name);
                var list = json.putArray(name);
                changes.forEach(
                        change -> {
                            lines.add("  " + line(change));
                            list.add(line(change));
                        });
            }
        }
        view.print(json, () -> lines.isEmpty() ? List.of("no difference") : lines);
        return lines.isEmpty() ? 0 : 1;
    }

    @Command(
            name = "delete",
            description = {
                "Withdraws a policy; nothing in any cluster changes.",
                "What it has written stays. To bring back what was there before it, undo its",
                "rollout first."
            })
    int delete(
            @Mixin AuditView view,
            @Mixin PolicyConsole.Why why,
            @Parameters(paramLabel = "NAME", description = "Its name.") String name) {
        var console = new PolicyConsole(view);
        console.named(name);
        console.tell(
                new PolicyFact.Deleted(console.now(), console.command(name, why.reason)),
                name + " is withdrawn; what it has written stays");
        return 0;
    }

    private static List<String> table(Collection<PolicyRollout> policies) {
        var table = new TextTable("POLICY", "VERSION", "STATE", "CLUSTERS", "COMPLIANT", "MESSAGE");
        for (var one : policies) {
            int clusters = one.getCompliance().values().stream().mapToInt(Integer::intValue).sum();
            table.row(
                    one.getPolicy(),
                    "" + one.getVersion(),
                    one.getState().name().toLowerCase(Locale.ROOT),
                    "" + clusters,
                    "" + one.getCompliance().getOrDefault("compliant", 0),
                    one.getConflicts().isEmpty()
                            ? one.getMessage()
                            : "%d conflicts".formatted(one.getConflicts().size()));
        }
        return table.lines();
    }

    private static List<String> yaml(PolicyRollout policy) {
        try {
            return new YAMLMapper()
                    .writeValueAsString(tree(policy.getDocument()))
                    .lines()
                    .filter(line -> !line.equals("---"))
                    .toList();
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("JSON that is no YAML", broken);
        }
    }

    private static JsonNode tree(String document) {
        try {
            return JSON.readTree(document);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("the log holds a policy that is no JSON", broken);
        }
    }

    private static String line(FieldChange change) {
        return "%s: %s, in the file %s"
                .formatted(change.path(), shown(change.before()), shown(change.after()));
    }

    private static String shown(@org.jspecify.annotations.Nullable JsonNode value) {
        return value == null ? "nothing" : value.toString();
    }
}
