package org.registryfleet.statusreporter.service.web;

import org.registryfleet.audit.log.SimilarNames;
import org.registryfleet.inventory.decision.InventoryFact;
import org.registryfleet.statusreporter.service.fleet.ClusterRecord;
import org.registryfleet.statusreporter.service.fleet.FleetView;
import org.registryfleet.statusreporter.service.fleet.SourceSummary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import java.security.Principal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.BooleanSupplier;

/**
 * Takes what only people can decide about a source of clusters. Responds once the log has it; what
 * becomes of it stands in the source's state and its clusters. A POST has to have a body of JSON,
 * which no foreign page can send with a browser's login.
 */
@RestController
@RequestMapping(path = "/api/inventory/{source}", consumes = "application/json")
final class InventoryCommandEndpoint {

    private static final Logger LOG = LoggerFactory.getLogger(InventoryCommandEndpoint.class);

    private final FleetView view;
    private final InventoryWriter writer;
    private final InstantSource clock;
    private final BooleanSupplier isRead;

    InventoryCommandEndpoint(
            FleetView view, InventoryWriter writer, InstantSource clock, BooleanSupplier isRead) {
        this.view = view;
        this.writer = writer;
        this.clock = clock;
        this.isRead = isRead;
    }

    /** What the log has taken. */
    record Decided(String source, String decision, String by, Instant at) {}

    /** Lets the clusters leave that have gone from a suspect source. */
    @PostMapping("/confirm")
    ResponseEntity<Decided> confirm(
            @PathVariable String source, @RequestBody String body, Principal who) {
        var known = known(source);
        var said = CommandBody.confirmation(body);
        if (!known.state().equals("SUSPECT") || known.gone() != said.gone()) {
            throw RequestProblem.notAgreed(
                    "source %s is %s and %d of its clusters have gone, not %d"
                            .formatted(source, known.state(), known.gone(), said.gone()));
        }
        var at = now();
        tell(new InventoryFact.Confirmed(at, source, said.gone(), who.getName(), said.reason()));
        return decided(source, "confirm", who, at);
    }

    /** Links a cluster to the object of the source that has its name. */
    @PostMapping("/adopt")
    ResponseEntity<Decided> adopt(
            @PathVariable String source, @RequestBody String body, Principal who) {
        var _ = known(source);
        var said = CommandBody.aboutCluster(body);
        var at = now();
        tell(new InventoryFact.Adopted(at, said.cluster(), source, who.getName(), said.reason()));
        return decided(source, "adopt", who, at);
    }

    /** Takes an imported cluster out of the fleet although the source has it. */
    @PostMapping("/forget")
    ResponseEntity<Decided> forget(
            @PathVariable String source, @RequestBody String body, Principal who) {
        var _ = known(source);
        var said = CommandBody.aboutCluster(body);
        var cluster =
                view.find(said.cluster())
                        .orElseThrow(
                                () ->
                                        RequestProblem.unknownCluster(
                                                said.cluster(), view.near(said.cluster())));
        if (!isOf(source, cluster)) {
            throw RequestProblem.notAgreed(
                    "cluster %s was not imported from source %s".formatted(cluster.id(), source));
        }
        var at = now();
        tell(new InventoryFact.Forgotten(at, cluster.id(), who.getName(), said.reason()));
        return decided(source, "forget", who, at);
    }

    private boolean isOf(String source, ClusterRecord cluster) {
        return view.origin(cluster).filter(origin -> origin.source().equals(source)).isPresent();
    }

    private SourceSummary known(String name) {
        if (!isRead.getAsBoolean()) {
            throw RequestProblem.logNotRead();
        }
        var sources = view.sources();
        return sources.stream()
                .filter(source -> source.source().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                RequestProblem.unknownSource(
                                        name,
                                        SimilarNames.of(
                                                name,
                                                sources.stream()
                                                        .map(SourceSummary::source)
                                                        .toList())));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static ResponseEntity<Decided> decided(
            String source, String decision, Principal who, Instant at) {
        LOG.info("{} decided about source {}: {}", who.getName(), source, decision);
        return ResponseEntity.accepted().body(new Decided(source, decision, who.getName(), at));
    }

    private void tell(InventoryFact command) {
        try {
            writer.tell(command);
        } catch (IllegalStateException unreachable) {
            LOG.warn("a command about the inventory was not written", unreachable);
            throw RequestProblem.logNotWritten("command");
        }
    }
}
