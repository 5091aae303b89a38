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
 * Notifies clients of changed clusters over server-sent events. Each client has its own thread and
 * a revision up to which it was notified; changes within an interval are merged into one event, so
 * that nothing queues up behind a slow client.
 */
@RestController
final class ChangeStream {

    /**
     * The timing and limits of the stream.
     *
     * @param beat minimum interval between events
     * @param heartbeat maximum time without an event
     * @param listeners maximum number of concurrent clients
     */
    record Pace(Duration beat, Duration heartbeat, int listeners) {

        static final Pace STANDARD = new Pace(Duration.ofMillis(400), Duration.ofSeconds(15), 100);
    }

    private final FleetView view;
    private final Pace pace;
    private final Semaphore places;
    private final CountDownLatch closing = new CountDownLatch(1);

    /** Revisions of another process are meaningless here. */
    private final String process = UUID.randomUUID().toString().substring(0, 8);

    ChangeStream(FleetView view, Pace pace) {
        this.view = view;
        this.pace = pace;
        this.places = new Semaphore(pace.listeners());
    }

    /**
     * Streams changes of the fleet, or events of one cluster, until the client disconnects.
     *
     * @param last revision to resume from; without one the first event covers everything
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
            // the client disconnected, which is the normal end of a stream
        } finally {
            places.release();
        }
    }

    /** Ends all streams, so that a graceful shutdown does not wait for clients. */
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

    /** The revision of one of our event ids; -1 for any other. */
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
