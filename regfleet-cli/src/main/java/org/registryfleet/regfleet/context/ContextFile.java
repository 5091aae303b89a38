package org.registryfleet.regfleet.context;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.registryfleet.regfleet.fleet.CommandFailure;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Keeps a user's contexts in {@code ~/.config/regfleet/contexts.json}, or where {@code
 * REGFLEET_CONFIG} says. Only its owner may read or write it.
 */
public final class ContextFile {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final EnumSet<PosixFilePermission> OWNER =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final Path file;
    private final Map<String, String> environment;

    public ContextFile(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
        var named = environment.get("REGFLEET_CONFIG");
        var home = Path.of(environment.getOrDefault("HOME", ""));
        var config = environment.getOrDefault("XDG_CONFIG_HOME", home.resolve(".config") + "");
        this.file = named == null ? Path.of(config, "regfleet", "contexts.json") : Path.of(named);
    }

    /**
     * The environment with what the current context says, or the one that {@code REGFLEET_CONTEXT}
     * names. A variable that is set wins.
     *
     * @throws CommandFailure when there is no such context or the file cannot be used
     */
    public Map<String, String> environment() {
        var contexts = read();
        var name = environment.getOrDefault("REGFLEET_CONTEXT", contexts.current());
        var settings = contexts.all().get(name);
        if (settings == null) {
            if (name.isEmpty()) {
                return environment;
            }
            throw unknown(name, contexts);
        }
        var all = new HashMap<>(environment);
        settings.forEach((word, value) -> take(word, value, all));
        return all;
    }

    /** The contexts; none where there is no file yet. */
    public FleetContexts read() {
        try {
            refuseWiderPermissions();
            return contexts(JSON.readTree(Files.readString(file)));
        } catch (NoSuchFileException none) {
            return new FleetContexts("", new TreeMap<>());
        } catch (JsonProcessingException malformed) {
            throw CommandFailure.refused(
                    "%s is not JSON (%s): correct it, or delete it and add the contexts again"
                            .formatted(file, malformed.getOriginalMessage()));
        } catch (IOException unreadable) {
            throw CommandFailure.refused("%s cannot be read: %s".formatted(file, unreadable));
        }
    }

    /** Replaces the contexts, as a whole or not at all. */
    public void write(FleetContexts contexts) {
        var json = JSON.createObjectNode().put("current", contexts.current());
        json.set("contexts", JSON.valueToTree(contexts.all()));
        try {
            var folder = file.toAbsolutePath().getParent();
            Files.createDirectories(folder);
            // made with the permissions of its owner alone
            var fresh = Files.createTempFile(folder, "contexts", ".json");
            Files.writeString(fresh, json.toPrettyString() + "\n");
            Files.move(
                    fresh,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException unwritable) {
            throw CommandFailure.refused("%s cannot be written: %s".formatted(file, unwritable));
        }
    }

    /** Says which contexts there are instead. */
    public static CommandFailure unknown(String name, FleetContexts contexts) {
        return CommandFailure.refused(
                "no context is called \"%s\"; there are: %s. Add one with regfleet context add"
                        .formatted(
                                name,
                                contexts.all().isEmpty()
                                        ? "none"
                                        : String.join(", ", contexts.all().keySet())));
    }

    private void take(String word, String value, Map<String, String> all) {
        var setting =
                ContextSetting.of(word)
                        .orElseThrow(
                                () ->
                                        CommandFailure.refused(
                                                "%s holds a setting \"%s\", which no context has: remove it"
                                                        .formatted(file, word)));
        if (setting != ContextSetting.TOKEN_VARIABLE) {
            all.putIfAbsent(setting.variable(), value);
        } else if (environment.containsKey(value)) {
            all.putIfAbsent(setting.variable(), environment.get(value));
        }
    }

    private void refuseWiderPermissions() throws IOException {
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            var found = Files.getPosixFilePermissions(file);
            if (!OWNER.containsAll(found)) {
                throw CommandFailure.refused(
                        "others may use %s (%s): chmod 600 %s"
                                .formatted(file, PosixFilePermissions.toString(found), file));
            }
        }
    }

    private static FleetContexts contexts(JsonNode json) {
        var contexts = new FleetContexts(json.path("current").asText(""), new TreeMap<>());
        for (var one : json.path("contexts").properties()) {
            var settings = new TreeMap<String, String>();
            one.getValue()
                    .properties()
                    .forEach(s -> settings.put(s.getKey(), s.getValue().asText()));
            contexts = contexts.with(one.getKey(), settings);
        }
        return contexts;
    }
}
