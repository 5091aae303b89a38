package org.registryfleet.scenarios.override;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.scenarios.format.ExpectedStage;
import org.registryfleet.scenarios.format.FormatException;
import org.registryfleet.scenarios.format.GoldenScenario;
import org.registryfleet.scenarios.format.NamePattern;
import org.registryfleet.scenarios.format.ScenarioObjectRef;
import org.registryfleet.scenarios.normalise.NormalisedGenerations;
import org.registryfleet.scenarios.normalise.Normaliser;
import org.registryfleet.scenarios.patch.KeyedPatch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Applies deliberate differences to recorded expectations. An override that names something that is
 * not there, or that changes nothing, is an error: it would be outdated without anybody noticing. A
 * pattern must take effect at least once, an exact name every time.
 */
public final class ScenarioOverrides {

    private final List<OverrideFile> files;

    public ScenarioOverrides(List<OverrideFile> files) {
        this.files = List.copyOf(files);
    }

    /**
     * The scenarios with their overrides.
     *
     * @param complete these are all scenarios, so that every override must take effect
     */
    public List<GoldenScenario> apply(List<GoldenScenario> scenarios, boolean complete) {
        var result = new ArrayList<>(scenarios);
        for (var file : files) {
            for (var pattern : file.scenarios()) {
                var application = new Application(file, pattern, new Recorded(scenarios));
                if (complete) {
                    application.requireMatch(scenarios);
                }
                application.applyTo(result);
                if (complete) {
                    application.requireEffect();
                }
            }
        }
        return List.copyOf(result);
    }

    /** One file on the scenarios of one of its patterns. */
    private static final class Application {

        private final OverrideFile file;
        private final NamePattern pattern;
        private final Recorded recorded;
        private final Set<ObjectOverride> used = Collections.newSetFromMap(new IdentityHashMap<>());

        private Application(OverrideFile file, NamePattern pattern, Recorded recorded) {
            this.file = file;
            this.pattern = pattern;
            this.recorded = recorded;
        }

        private void requireMatch(List<GoldenScenario> scenarios) {
            if (scenarios.stream().noneMatch(s -> pattern.matches(s.id()))) {
                throw problem("scenario", pattern + " matches no scenario");
            }
        }

        private void applyTo(List<GoldenScenario> scenarios) {
            scenarios.replaceAll(s -> pattern.matches(s.id()) ? applied(s) : s);
        }

        private void requireEffect() {
            file.stages()
                    .forEach(
                            (stage, objects) -> {
                                for (var object : objects) {
                                    if (!used.contains(object)) {
                                        throw problem(
                                                "stages." + stage,
                                                object.ref() + " changes nothing in " + pattern);
                                    }
                                }
                            });
        }

        private GoldenScenario applied(GoldenScenario scenario) {
            Map<String, ExpectedStage> stages = new HashMap<>(scenario.stages());
            var secrets = scenario.scenario().httpSecrets();
            for (var entry : file.stages().entrySet()) {
                var matching = stages.keySet().stream().filter(entry.getKey()::matches).toList();
                if (matching.isEmpty() && pattern.isExact()) {
                    throw problem("stages." + entry.getKey(), "is no stage of " + scenario.id());
                }
                var isExact = pattern.isExact() && entry.getKey().isExact();
                for (var name : matching) {
                    for (var object : entry.getValue()) {
                        stages.computeIfPresent(
                                name, (_, s) -> applied(object, s, isExact, secrets));
                    }
                }
            }
            return new GoldenScenario(scenario.scenario(), stages);
        }

        private ExpectedStage applied(
                ObjectOverride override,
                ExpectedStage stage,
                boolean isExact,
                Set<String> secrets) {
            var ref = override.ref();
            Map<ScenarioObjectRef, ObjectNode> objects = new HashMap<>(stage.objects());
            Set<ScenarioObjectRef> absent = new HashSet<>(stage.absent());
            switch (override) {
                case ObjectOverride.Patched patched -> patch(patched, objects, secrets);
                case ObjectOverride.Absent _ -> {
                    objects.remove(ref);
                    absent.add(ref);
                }
                case ObjectOverride.Present present -> {
                    objects.put(ref, normal(present.object(), secrets));
                    absent.remove(ref);
                }
                case ObjectOverride.Alike alike -> {
                    objects.put(ref, recorded.object(alike).orElseThrow(() -> unknown(alike)));
                    absent.remove(ref);
                }
            }
            var changed = stage.with(objects, absent);
            if (!changed.equals(stage)) {
                used.add(override);
            } else if (isExact) {
                var isUnknown =
                        override instanceof ObjectOverride.Patched && !objects.containsKey(ref);
                var why = isUnknown ? "is not expected there" : "changes nothing";
                throw problem("stages." + stage.name(), ref + " " + why);
            }
            return changed;
        }

        private static ObjectNode normal(ObjectNode object, Set<String> secrets) {
            return Normaliser.normalise(object, NormalisedGenerations.NONE, secrets);
        }

        private static void patch(
                ObjectOverride.Patched patched,
                Map<ScenarioObjectRef, ObjectNode> objects,
                Set<String> secrets) {
            objects.computeIfPresent(
                    patched.ref(),
                    (_, object) ->
                            KeyedPatch.apply(object, patched.patch()) instanceof ObjectNode result
                                    ? normal(result, secrets)
                                    : object);
        }

        private FormatException unknown(ObjectOverride.Alike alike) {
            var place = alike.scenario() + "/" + alike.stage();
            return problem("as-in", alike.ref() + " is not expected in " + place);
        }

        private FormatException problem(String key, String text) {
            return new FormatException(file.file(), key, text);
        }
    }
}
