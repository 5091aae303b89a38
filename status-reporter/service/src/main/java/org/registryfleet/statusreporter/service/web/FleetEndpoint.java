package org.registryfleet.statusreporter.service.web;

import org.registryfleet.statusreporter.service.fleet.FleetCounts;
import org.registryfleet.statusreporter.service.fleet.FleetView;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** REST resources of the fleet and its clusters. */
@RestController
@RequestMapping("/api")
final class FleetEndpoint {

    private final FleetView view;

    FleetEndpoint(FleetView view) {
        this.view = view;
    }

    @GetMapping("/fleet")
    FleetCounts fleet() {
        return view.counts();
    }

    @GetMapping("/clusters")
    ClusterList clusters(@RequestParam MultiValueMap<String, String> parameters) {
        return ClusterList.of(view.list(QueryParameters.parse(parameters)));
    }

    @GetMapping("/clusters/{id}")
    ClusterDetail cluster(@PathVariable String id) {
        return view.find(id)
                .map(cluster -> ClusterDetail.of(cluster, view.origin(cluster).orElse(null)))
                .orElseThrow(() -> RequestProblem.unknownCluster(id, view.near(id)));
    }
}
