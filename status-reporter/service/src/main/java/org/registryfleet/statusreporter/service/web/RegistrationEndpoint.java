package org.registryfleet.statusreporter.service.web;

import org.registryfleet.events.Admission;
import org.registryfleet.events.ClusterRegistration;
import org.registryfleet.schemas.RegistrationCommands;
import org.registryfleet.statusreporter.service.fleet.ClusterRecord;
import org.registryfleet.statusreporter.service.fleet.FleetView;
import org.registryfleet.statusreporter.service.fleet.RegisteredCluster;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.security.Principal;

/**
 * Registers and deregisters clusters. Responds once the log has accepted the record; the fleet
 * follows asynchronously.
 */
@RestController
@RequestMapping("/api/clusters/{id}/registration")
final class RegistrationEndpoint {

    private static final Logger LOG = LoggerFactory.getLogger(RegistrationEndpoint.class);

    private final FleetView view;
    private final RegistrationWriter writer;

    RegistrationEndpoint(FleetView view, RegistrationWriter writer) {
        this.view = view;
        this.writer = writer;
    }

    @PutMapping(consumes = "application/json")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void put(@PathVariable String id, @RequestBody String body, Principal who) {
        var registration = watchedFirst(RegistrationBody.parse(id, body));
        writing(() -> writer.put(registration, who.getName()));
        LOG.info("{} registered cluster {}: {}", who.getName(), id, registration.getCredential());
    }

    /**
     * Admitted stays what was admitted by this credential; a second name of a cluster stays one.
     * Everything else is watched until it is known which cluster it is.
     */
    private ClusterRegistration watchedFirst(ClusterRegistration said) {
        var known = view.find(said.getCluster()).map(ClusterRecord::registration);
        if (known.filter(one -> one.isAdmittedBy(said.getCredential())).isPresent()) {
            return said;
        }
        return known.map(RegisteredCluster::admissionReason)
                .filter(RegistrationCommands::isDuplicate)
                .map(
                        reason ->
                                ClusterRegistration.newBuilder(said)
                                        .setAdmission(Admission.PROBING)
                                        .setAdmissionReason(reason)
                                        .build())
                .orElseGet(() -> RegistrationCommands.unidentified(said));
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    void remove(@PathVariable String id, Principal who) {
        if (view.find(id).isEmpty()) {
            throw RequestProblem.unknownCluster(id, view.near(id));
        }
        writing(() -> writer.remove(id, who.getName()));
        LOG.info("{} took cluster {} out of the fleet", who.getName(), id);
    }

    private static void writing(Runnable deed) {
        try {
            deed.run();
        } catch (IllegalStateException unreachable) {
            LOG.warn("a registration was not written", unreachable);
            throw RequestProblem.logNotWritten("registration");
        }
    }
}
