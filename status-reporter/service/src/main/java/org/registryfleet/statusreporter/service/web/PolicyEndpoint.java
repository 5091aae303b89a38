package org.registryfleet.statusreporter.service.web;

import org.registryfleet.audit.log.SimilarNames;
import org.registryfleet.fleetpolicy.rollout.RolloutReport;
import org.registryfleet.fleetpolicy.stream.FleetMembers;
import org.registryfleet.statusreporter.service.fleet.FleetView;
import org.registryfleet.statusreporter.service.fleet.PolicyHistory;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import java.util.List;
import java.util.function.BooleanSupplier;

/** REST resources of policies, their rollouts, and what they want of single clusters. */
@RestController
@RequestMapping("/api")
final class PolicyEndpoint {

    private final FleetView view;
    private final FleetMembers members;
    private final BooleanSupplier isRead;

    /**
     * @param isRead whether the log has been read: before, a policy may be missing that there is
     */
    PolicyEndpoint(FleetView view, FleetMembers members, BooleanSupplier isRead) {
        this.view = view;
        this.members = members;
        this.isRead = isRead;
    }

    /** All policies, by name. */
    record PolicyList(List<PolicyRow> policies) {}

    @GetMapping("/policies")
    PolicyList policies() {
        return new PolicyList(read().policies().stream().map(PolicyRow::of).toList());
    }

    @GetMapping("/policies/{name}")
    ResponseEntity<PolicyDetail> policy(@PathVariable String name) {
        var known = read().policy(name);
        var report = known.map(PolicyHistory::report);
        if (known.isEmpty() || report.isEmpty()) {
            throw unknown(view, name);
        }
        return ResponseEntity.ok()
                .eTag("\"%d\"".formatted(report.get().version()))
                .body(PolicyDetail.of(report.get(), known.get()));
    }

    @GetMapping("/clusters/{id}/policy")
    ClusterPolicy cluster(@PathVariable String id) {
        return read().find(id)
                .map(cluster -> ClusterPolicy.of(cluster, members.find(id).orElse(null)))
                .orElseThrow(() -> RequestProblem.unknownCluster(id, view.near(id)));
    }

    private FleetView read() {
        if (!isRead.getAsBoolean()) {
            throw RequestProblem.logNotRead();
        }
        return view;
    }

    static RequestProblem unknown(FleetView view, String name) {
        var names = view.policies().stream().map(RolloutReport::policy).toList();
        return RequestProblem.unknownPolicy(name, SimilarNames.of(name, names));
    }
}
