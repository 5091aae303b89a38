package org.registryfleet.statusreporter.service.web;

import org.jspecify.annotations.Nullable;
import org.registryfleet.audit.log.SimilarNames;
import org.registryfleet.fleetpolicy.policy.PolicyPlan;
import org.registryfleet.fleetpolicy.rollout.PolicyFact;
import org.registryfleet.fleetpolicy.rollout.PolicyFact.Command;
import org.registryfleet.fleetpolicy.rollout.PolicyFact.Commanded;
import org.registryfleet.fleetpolicy.rollout.RolloutReport;
import org.registryfleet.fleetpolicy.rollout.RolloutReport.StageCount;
import org.registryfleet.fleetpolicy.stream.FleetMembers;
import org.registryfleet.statusreporter.service.fleet.FleetView;
import org.registryfleet.statusreporter.service.fleet.PolicyHistory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.security.Principal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/**
 * Hands policies in and steers their rollouts. Responds once the log has the command; what becomes
 * of it stands among the policy's commands. A POST has to have a body of JSON, which no foreign
 * page can send with a browser's login.
 */
@RestController
@RequestMapping("/api/policies/{name}")
final class PolicyCommandEndpoint {

    private static final Logger LOG = LoggerFactory.getLogger(PolicyCommandEndpoint.class);
    private static final Pattern ETAG = Pattern.compile("\"([0-9]{1,18})\"");
    private static final List<String> STEPS =
            Arrays.stream(PolicyFact.Step.values())
                    .map(step -> step.name().toLowerCase(Locale.ROOT))
                    .toList();

    private final FleetView view;
    private final FleetMembers members;
    private final PolicyWriter writer;
    private final InstantSource clock;
    private final BooleanSupplier isRead;

    PolicyCommandEndpoint(
            FleetView view,
            FleetMembers members,
            PolicyWriter writer,
            InstantSource clock,
            BooleanSupplier isRead) {
        this.view = view;
        this.members = members;
        this.writer = writer;
        this.clock = clock;
        this.isRead = isRead;
    }

    /**
     * What the log has taken.
     *
     * @param command its id; empty when nothing had to be written
     * @param version the one that the command is about
     */
    record Told(String policy, String command, long version) {}

    @PutMapping(consumes = "application/json")
    ResponseEntity<Told> put(
            @PathVariable String name,
            @RequestHeader(value = HttpHeaders.IF_MATCH, required = false) @Nullable String match,
            @RequestBody String body,
            Principal who) {
        var present = present(name);
        var handed = CommandBody.policy(name, body);
        if (present.isPresent() && match == null) {
            throw RequestProblem.versionMissing(name, present.get().version());
        }
        long version = seen(name, present, match);
        if (present.isPresent() && present.get().document().equals(handed.json())) {
            return ResponseEntity.ok(new Told(name, "", version));
        }
        agree(handed);
        var command = command(name, who, handed.reason());
        tell(
                new PolicyFact.Applied(
                        now(), command, handed.json(), version, handed.consent().text()));
        return told(command, version + 1);
    }

    @DeleteMapping
    ResponseEntity<Told> delete(
            @PathVariable String name,
            @RequestHeader(value = HttpHeaders.IF_MATCH, required = false) @Nullable String match,
            @RequestParam(defaultValue = "") String reason,
            Principal who) {
        var present = known(name);
        long version = seen(name, Optional.of(present), match);
        var command = command(name, who, CommandBody.reason(reason));
        tell(new PolicyFact.Deleted(now(), command));
        return told(command, version);
    }

    @PostMapping(path = "/rollout/{step}", consumes = "application/json")
    ResponseEntity<Told> step(
            @PathVariable String name,
            @PathVariable String step,
            @RequestHeader(value = HttpHeaders.IF_MATCH, required = false) @Nullable String match,
            @RequestBody String body,
            Principal who) {
        var present = known(name);
        if (!STEPS.contains(step)) {
            throw RequestProblem.badRequest(
                    List.of("there is no such step; steps are " + String.join(", ", STEPS)));
        }
        var said = CommandBody.step(body);
        var kind = PolicyFact.Step.valueOf(step.toUpperCase(Locale.ROOT));
        check(present, kind, said);
        long version = seen(name, Optional.of(present), match);
        var command = command(name, who, said.reason());
        tell(new PolicyFact.Stepped(now(), command, kind, version, said.stage(), said.clusters()));
        return told(command, version);
    }

    private void agree(CommandBody.Handed handed) {
        var policy = handed.policy();
        switch (handed.consent().lacks(policy)) {
            case AGREEMENT ->
                    throw RequestProblem.notAgreed(
                            "%s would be enforced: give planHash, as 'regfleet policy plan' prints it, or confirmed"
                                    .formatted(policy.name()));
            case ALL_CLUSTERS ->
                    throw RequestProblem.notAgreed(
                            "%s selects every cluster of the fleet: give allClusters as well"
                                    .formatted(policy.name()));
            case NOTHING -> {}
        }
        var seen = handed.consent().planHash();
        if (seen.isEmpty()) {
            return;
        }
        var plan = PolicyPlan.of(List.of(policy), members.all());
        if (!plan.hash().equals(seen)) {
            throw RequestProblem.notAgreed(
                    "the plan's hash is %s now: look at 'regfleet policy plan' again"
                            .formatted(plan.hash()));
        }
    }

    private void check(RolloutReport present, PolicyFact.Step kind, CommandBody.Step said) {
        var stages = present.stages().stream().map(StageCount::name).toList();
        if (kind == PolicyFact.Step.APPROVE && !stages.contains(said.stage())) {
            var near = SimilarNames.of(said.stage(), stages);
            throw RequestProblem.badRequest(
                    List.of(
                            "stage names none of the policy; "
                                    + (stages.isEmpty()
                                            ? "it has none"
                                            : near.isEmpty() || said.stage().isEmpty()
                                                    ? "stages are " + String.join(", ", stages)
                                                    : "did you mean " + near.getFirst() + "?")));
        }
        said.clusters().stream()
                .filter(cluster -> view.find(cluster).isEmpty())
                .findFirst()
                .ifPresent(
                        cluster -> {
                            throw RequestProblem.unknownCluster(cluster, view.near(cluster));
                        });
    }

    private Optional<RolloutReport> present(String name) {
        if (!isRead.getAsBoolean()) {
            throw RequestProblem.logNotRead();
        }
        return view.policy(name).map(PolicyHistory::report);
    }

    private RolloutReport known(String name) {
        return present(name).orElseThrow(() -> PolicyEndpoint.unknown(view, name));
    }

    /** The version that there is, and that the caller has seen if they say which. */
    private static long seen(String name, Optional<RolloutReport> present, @Nullable String match) {
        long version = present.map(RolloutReport::version).orElse(0L);
        if (match == null) {
            return version;
        }
        var tag = ETAG.matcher(match.trim());
        if (!tag.matches()) {
            throw RequestProblem.badRequest(
                    List.of("If-Match is the policy's ETag, such as \"3\""));
        }
        if (Long.parseLong(tag.group(1)) != version) {
            throw RequestProblem.versionMoved(name, version);
        }
        return version;
    }

    private static Command command(String policy, Principal who, String reason) {
        return new Command(UUID.randomUUID().toString(), policy, who.getName(), reason);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static ResponseEntity<Told> told(Command command, long version) {
        return ResponseEntity.accepted().body(new Told(command.policy(), command.id(), version));
    }

    private void tell(Commanded command) {
        try {
            writer.tell(command);
        } catch (IllegalStateException unreachable) {
            LOG.warn("a command about a policy was not written", unreachable);
            throw RequestProblem.logNotWritten("command");
        }
        LOG.info(
                "{} spoke about policy {}: {}",
                command.command().by(),
                command.command().policy(),
                command.getClass().getSimpleName());
    }
}
