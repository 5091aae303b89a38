package org.registryfleet.regfleet;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import org.jspecify.annotations.Nullable;
import org.registryfleet.regfleet.context.ContextFile;
import org.registryfleet.regfleet.context.ContextSetting;
import org.registryfleet.regfleet.context.FleetContexts;
import org.registryfleet.regfleet.fleet.CommandFailure;
import org.registryfleet.regfleet.output.TextTable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The fleets that a user knows. */
@Command(
        name = "context",
        synopsisSubcommandLabel = "(add | use | list | remove)",
        description = {
            "Keeps which fleets there are and chooses the one that commands mean.",
            "A flag wins over an environment variable, and that over the context. REGFLEET_CONTEXT"
                    + " names another context for one call."
        })
final class ContextCommand {

    @ParentCommand private Regfleet root = Regfleet.unset();

    @Command(name = "add", description = "Adds a fleet; the first one is used from then on.")
    int add(
            @Mixin Settings settings,
            @Parameters(paramLabel = "NAME", description = "Name of the context.") String name) {
        var file = file();
        var contexts = file.read();
        if (contexts.all().containsKey(name)) {
            throw CommandFailure.refused(
                    "there is a context %s already; remove it first".formatted(name));
        }
        var given = settings.given(root.surroundings().folder());
        if (given.isEmpty()) {
            throw CommandFailure.refused(
                    "nothing is said of the fleet %s: give --kafka HOST:PORT and --url URL, or --data DIR"
                            .formatted(name));
        }
        var more = contexts.with(name, given);
        file.write(contexts.current().isEmpty() ? more.using(name) : more);
        root.say(
                "%s is a context; %s"
                        .formatted(
                                name,
                                contexts.current().isEmpty()
                                        ? "commands mean it"
                                        : "use it with regfleet context use " + name));
        return 0;
    }

    @Command(name = "use", description = "Lets commands mean another fleet.")
    int use(@Parameters(paramLabel = "NAME", description = "Name of the context.") String name) {
        var file = file();
        file.write(known(name, file.read()).using(name));
        root.say("commands mean %s from now on".formatted(name));
        return 0;
    }

    @Command(name = "list", description = "Lists the contexts and marks the current one.")
    int list() {
        var contexts = file().read();
        var json = JsonNodeFactory.instance.arrayNode();
        var table = new TextTable("CURRENT", "CONTEXT", "FLEET");
        contexts.all()
                .forEach(
                        (name, settings) -> {
                            boolean current = name.equals(contexts.current());
                            table.row(current ? "*" : "", name, text(settings));
                            var one = json.addObject().put("name", name).put("current", current);
                            var fleet = one.putObject("settings");
                            settings.forEach(fleet::put);
                        });
        root.print(json, table::lines);
        return 0;
    }

    @Command(name = "remove", description = "Forgets a fleet; nothing in the fleet changes.")
    int remove(@Parameters(paramLabel = "NAME", description = "Name of the context.") String name) {
        var file = file();
        var contexts = known(name, file.read());
        file.write(contexts.without(name));
        root.say(
                name.equals(contexts.current())
                        ? "%s is forgotten; no context is used now".formatted(name)
                        : "%s is forgotten".formatted(name));
        return 0;
    }

    private ContextFile file() {
        return new ContextFile(root.surroundings().environment());
    }

    private static FleetContexts known(String name, FleetContexts contexts) {
        if (!contexts.all().containsKey(name)) {
            throw ContextFile.unknown(name, contexts);
        }
        return contexts;
    }

    private static String text(Map<String, String> settings) {
        return String.join(
                " ",
                settings.entrySet().stream().map(s -> s.getKey() + "=" + s.getValue()).toList());
    }

    /** Where a fleet is. */
    static final class Settings {

        @Option(
                names = {"--kafka", "--bootstrap-server"},
                paramLabel = "HOST:PORT",
                description = "Kafka that holds the fleet's log.")
        private @Nullable String kafka;

        @Option(
                names = "--kafka-config",
                paramLabel = "FILE",
                description = "Settings of Kafka's clients for TLS and logins.")
        private @Nullable Path kafkaConfig;

        @Option(
                names = "--data",
                paramLabel = "DIR",
                description = "Folder of a local fleet, instead of --kafka.")
        private @Nullable Path data;

        @Option(names = "--url", paramLabel = "URL", description = "The status-reporter.")
        private @Nullable String url;

        @Option(
                names = "--token-file",
                paramLabel = "FILE",
                description = "File with the token for the status-reporter's login.")
        private @Nullable Path tokenFile;

        @Option(
                names = "--token-variable",
                paramLabel = "NAME",
                description = "Environment variable with that token, instead of --token-file.")
        private @Nullable String tokenVariable;

        @Option(
                names = "--cacert",
                paramLabel = "FILE",
                description = "Certificates (PEM) that the status-reporter's HTTPS must stem from.")
        private @Nullable Path authorities;

        @Option(
                names = "--kubeconfigs",
                paramLabel = "DIR",
                description = "Folder that the registrations' kubeconfig references point to.")
        private @Nullable Path kubeconfigs;

        Map<String, String> given(Path folder) {
            var given = new TreeMap<String, String>();
            put(given, ContextSetting.KAFKA, kafka);
            put(given, ContextSetting.KAFKA_CONFIG, absolute(kafkaConfig, folder));
            put(given, ContextSetting.DATA, absolute(data, folder));
            put(given, ContextSetting.URL, url);
            put(given, ContextSetting.TOKEN_FILE, absolute(tokenFile, folder));
            put(given, ContextSetting.TOKEN_VARIABLE, tokenVariable);
            put(given, ContextSetting.CACERT, absolute(authorities, folder));
            put(given, ContextSetting.KUBECONFIGS, absolute(kubeconfigs, folder));
            return given;
        }

        private static void put(
                Map<String, String> given, ContextSetting setting, @Nullable String value) {
            if (value != null) {
                given.put(setting.word(), value);
            }
        }

        private static @Nullable String absolute(@Nullable Path file, Path folder) {
            return file == null ? null : folder.resolve(file).toString();
        }
    }
}
