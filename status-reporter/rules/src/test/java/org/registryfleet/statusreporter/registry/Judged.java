package org.registryfleet.statusreporter.registry;

import static org.registryfleet.statusreporter.StatusScenario.NOW;
import static org.registryfleet.statusreporter.StatusScenario.config;
import static org.registryfleet.statusreporter.StatusScenario.deployment;
import static org.registryfleet.statusreporter.StatusScenario.observed;
import static org.registryfleet.statusreporter.StatusScenario.yaml;

import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;
import org.registryfleet.statusreporter.condition.ConditionList;
import org.registryfleet.statusreporter.condition.TransitionTimes;
import org.registryfleet.statusreporter.upstream.UpstreamApplyError;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The conditions of a registry in short words. */
final class Judged {

    static final String LONG_UNAVAILABLE =
            """
            - {type: Available, status: "False", lastTransitionTime: "2026-11-20T09:54:59Z"}
            """;
    static final String LAGGING =
            """
            status:
              availableReplicas: 2
              replicas: 0
              conditions:
            """;
    static final UpstreamApplyError CREATION =
            new UpstreamApplyError.Transient("error creating deployment");

    static String lagging(String... conditions) {
        return deployment(LAGGING + "  - " + String.join("\n  - ", conditions));
    }

    static RegistryConditions judge(
            String management,
            @Nullable String deployment,
            UpstreamApplyError error,
            String before) {
        JsonNode conditions = yaml(before);
        return RegistryConditions.judge(
                facts(management, deployment, error, List.of()),
                TransitionTimes.of(ConditionList.read(conditions), List.of(), NOW),
                NOW);
    }

    static RegistryFacts facts(
            String management,
            @Nullable String deployment,
            UpstreamApplyError error,
            List<String> rejections) {
        return new RegistryFacts(
                ManagementState.of(observed(yaml(config(management)))),
                Optional.ofNullable(deployment).map(text -> new Rollout(observed(yaml(text)))),
                error,
                rejections);
    }

    static String words(RegistryConditions judged) {
        return judged.conditions().stream()
                .map(condition -> condition.status().text().charAt(0) + "/" + condition.reason())
                .collect(Collectors.joining(" "));
    }

    private Judged() {}
}
