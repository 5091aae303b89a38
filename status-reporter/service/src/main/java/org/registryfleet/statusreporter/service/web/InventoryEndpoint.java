package org.registryfleet.statusreporter.service.web;

import org.registryfleet.statusreporter.service.fleet.FleetView;
import org.registryfleet.statusreporter.service.fleet.SourceSummary;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import java.util.List;

/** REST resource of the sources from which clusters are imported. */
@RestController
final class InventoryEndpoint {

    private final FleetView view;

    InventoryEndpoint(FleetView view) {
        this.view = view;
    }

    /** All sources, by name. */
    record SourceList(List<SourceSummary> sources) {}

    @GetMapping("/api/inventory")
    SourceList inventory() {
        return new SourceList(view.sources());
    }
}
