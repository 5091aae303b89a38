package org.registryfleet.statusreporter.service.web;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.audit.explanation.Explainer;
import org.registryfleet.audit.report.ExplanationJson;
import org.registryfleet.audit.report.SnapshotJson;
import org.registryfleet.audit.report.TimelineJson;
import org.registryfleet.audit.timeline.Timeline;
import org.registryfleet.audit.wire.AuditQueries;
import org.registryfleet.audit.wire.RetentionStart;
import org.registryfleet.statusreporter.service.fleet.FleetView;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.time.Instant;
import java.time.InstantSource;

/** The history of a cluster and the reasons behind it, read from the log for each request. */
@RestController
@RequestMapping(path = "/api/clusters/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
final class AuditEndpoint {

    private final FleetView view;
    private final AuditQueryService log;
    private final InstantSource clock;

    AuditEndpoint(FleetView view, AuditQueryService log, InstantSource clock) {
        this.view = view;
        this.log = log;
        this.clock = clock;
    }

    @GetMapping("/history")
    String history(
            @PathVariable String id, @RequestParam MultiValueMap<String, String> parameters) {
        var asked = AuditParameters.ofHistory(parameters, clock.instant());
        return log.ask(
                reading -> {
                    var beginning = beginning(reading, id, asked.to());
                    var timeline =
                            reading.timeline(
                                    id, asked.from(), asked.to(), asked.skip() + asked.limit());
                    var page = page(timeline, asked);
                    var json = TimelineJson.of(id, page);
                    json.put("to", asked.to().toString());
                    json.put("nextSkip", page.earlier() == 0 ? 0 : asked.skip() + asked.limit());
                    return noting(json, asked.from(), beginning);
                });
    }

    @GetMapping("/explain")
    String explain(
            @PathVariable String id, @RequestParam MultiValueMap<String, String> parameters) {
        var at = AuditParameters.moment(parameters, "at", clock.instant());
        return log.ask(
                reading -> {
                    var beginning = beginning(reading, id, at);
                    var timeline = reading.timeline(id, Instant.EPOCH, at, 0);
                    var json =
                            ExplanationJson.of(
                                    id, Explainer.explain(timeline), timeline.unreadable());
                    return noting(json, Instant.EPOCH, beginning);
                });
    }

    @GetMapping("/at")
    String at(@PathVariable String id, @RequestParam MultiValueMap<String, String> parameters) {
        var at = AuditParameters.moment(parameters, "time", null);
        return log.ask(
                reading -> {
                    var beginning = beginning(reading, id, at);
                    var json = SnapshotJson.of(reading.picture(id, at), at);
                    return noting(json, Instant.EPOCH, beginning);
                });
    }

    /**
     * From when on the log is complete for a cluster; rejects unknown clusters and times beyond the
     * retention.
     */
    private RetentionStart beginning(AuditQueries reading, String id, Instant to) {
        if (!reading.isKnown(id)) {
            throw RequestProblem.unknownCluster(id, view.near(id));
        }
        var beginning = reading.beginning(id);
        if (beginning.first() != null && beginning.isAfter(to)) {
            throw RequestProblem.beyondRetention(id, beginning.first());
        }
        return beginning;
    }

    private static Timeline page(Timeline latest, AuditParameters asked) {
        int end = Math.max(0, latest.entries().size() - asked.skip());
        int begin = Math.max(0, end - asked.limit());
        return new Timeline(
                latest.entries().subList(begin, end),
                latest.earlier() + begin,
                latest.unreadable());
    }

    private static String noting(ObjectNode json, Instant from, RetentionStart beginning) {
        if (beginning.whole() != null && beginning.isPartlyAfter(from)) {
            json.put("historyFrom", beginning.whole().toString());
        }
        return json.toString();
    }
}
