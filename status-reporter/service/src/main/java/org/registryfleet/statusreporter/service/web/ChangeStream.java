package org.registryfleet.statusreporter.service.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.registryfleet.statusreporter.service.fleet.FleetChanges;
import org.registryfleet.statusreporter.service.fleet.FleetView;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Tells listeners which clusters have changed, as server-sent events. A listener has its own thread
 * and one number, how far it has heard; changes within a beat are one message, so nothing queues up
 * behind a slow one.
 */
@RestController
final class ChangeStream {

    /**
     * How it goes.
     *
     * @param beat the shortest time between two messages
     * @param heartbeat the longest time without a sign of life
     * @param listeners so many at once
     */
    record Pace(Duration beat, Duration heartbeat, int listeners) {

        static final Pace STANDARD = new Pace(Duration.ofMillis(400), Duration.ofSeconds(15), 100);
    }

    private final FleetView view;
    private final Pace pace;
    private final Semaphore places;
    private final CountDownLatch closing = new CountDownLatch(1);

    /** Versions of another process mean nothing here. */
    private final String process = UUID.randomUUID().toString().substring(0, 8);

    ChangeStream(FleetView view, Pace pace) {
        this.view = view;
        this.pace = pace;
        this.places = new Semaphore(pace.listeners());
    }

    /**
     * Follows the fleet, or everything that is heard of one cluster, until the listener goes away.
     *
     * @param last version after which to go on; without one the first message is everything
     */
    @GetMapping(path = "/api/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void events(
            @RequestParam(defaultValue = "") String cluster,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String last,
            HttpServletResponse response)
            throws InterruptedException {
        if (!places.tryAcquire()) {
            throw RequestProblem.tooManyListeners(pace.listeners());
        }
        try {
            response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
            response.setHeader("X-Accel-Buffering", "no");
            follow(cluster, version(last), response);
        } catch (IOException _) {
            // the listener has gone, which is how a stream ends
        } finally {
            places.release();
        }
    }

    /** Lets a graceful shutdown not wait for listeners. */
    @EventListener(ContextClosedEvent.class)
    void close() {
        closing.countDown();
    }

    private void follow(String cluster, long from, HttpServletResponse response)
            throws IOException, InterruptedException {
        long heard = from;
        long quiet = 0;
        do {
            var changes = changes(cluster, heard);
            if (!changes.isEmpty()) {
                write(response, message(changes));
                quiet = 0;
            } else if (quiet >= pace.heartbeat().toMillis()) {
                write(response, ":\n\n");
                quiet = 0;
            }
            heard = changes.version();
            quiet += pace.beat().toMillis();
        } while (!closing.await(pace.beat().toMillis(), TimeUnit.MILLISECONDS));
    }

    private FleetChanges changes(String cluster, long heard) {
        if (heard < 0) {
            return new FleetChanges(view.version(), true, List.of());
        }
        return cluster.isEmpty() ? view.changesSince(heard) : view.changesSince(heard, cluster);
    }

    private String message(FleetChanges changes) {
        var data = JsonNodeFactory.instance.objectNode().put("everything", changes.everything());
        changes.clusters().forEach(data.putArray("clusters")::add);
        return "id: %s-%d\ndata: %s\n\n".formatted(process, changes.version(), data);
    }

    /** The version of an id of ours; -1 for any other. */
    private long version(@Nullable String id) {
        if (id == null || !id.matches(process + "-\\d{1,18}")) {
            return -1;
        }
        return Long.parseLong(id.substring(process.length() + 1));
    }

    private static void write(HttpServletResponse response, String text) throws IOException {
        var out = response.getOutputStream();
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
