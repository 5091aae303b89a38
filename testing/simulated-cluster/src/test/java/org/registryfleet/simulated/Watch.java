package org.registryfleet.simulated;

import static java.util.concurrent.TimeUnit.SECONDS;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;

/** An open watch, read in the background. */
final class Watch implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Stream<String> lines;
    private final int code;

    record Event(String type, JsonNode object) {
        String name() {
            return object.path("metadata").path("name").asText();
        }

        long version() {
            return object.path("metadata").path("resourceVersion").asLong();
        }

        String label() {
            return type + " " + name();
        }
    }

    Watch(HttpResponse<Stream<String>> response) {
        this.code = response.statusCode();
        this.lines = response.body();
        Thread.startVirtualThread(this::read);
    }

    int code() {
        return code;
    }

    /** The next event; fails when none comes. */
    Event next() {
        try {
            var event = events.poll(10, SECONDS);
            if (event == null) {
                throw new AssertionError("no event within ten seconds");
            }
            return event;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    /** The events that have come and are not taken yet. */
    int waiting() {
        return events.size();
    }

    boolean isOpen() {
        return ended.getCount() > 0;
    }

    boolean endsWithin(int seconds) {
        try {
            return ended.await(seconds, SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    @Override
    public void close() {
        lines.close();
    }

    private void read() {
        try {
            lines.forEach(line -> events.add(event(line)));
        } catch (UncheckedIOException broken) {
            events.add(new Event("BROKEN", JSON.createObjectNode()));
        } finally {
            ended.countDown();
        }
    }

    private static Event event(String line) {
        try {
            var tree = JSON.readTree(line);
            return new Event(tree.path("type").asText(), tree.path("object"));
        } catch (JsonProcessingException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }
}
