package org.registryfleet.replay.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;

import org.jspecify.annotations.Nullable;
import org.registryfleet.replay.stream.PartitionResult;
import org.registryfleet.replay.stream.ReplayCheckpoints;
import org.registryfleet.replay.stream.ReplayPlan;
import org.registryfleet.replay.stream.ReplayRequest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Stores the checkpoints of a replay as lines of JSON: the request and plan first, then each
 * partition as it completes. A truncated last line is ignored.
 */
public final class CheckpointFile implements ReplayCheckpoints {

    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .addModule(
                            new SimpleModule()
                                    .addSerializer(Instant.class, ToStringSerializer.instance)
                                    .addDeserializer(Instant.class, new InstantParser()))
                    .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
                    .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .build();

    private final Path file;
    private final @Nullable Head head;
    private final Map<Integer, PartitionResult> done = new ConcurrentHashMap<>();

    /** The request and plan that the checkpoints belong to. */
    private record Head(ReplayRequest request, ReplayPlan plan) {}

    private CheckpointFile(Path file, List<String> lines) throws JsonProcessingException {
        this.file = file;
        this.head = lines.isEmpty() ? null : JSON.readValue(lines.getFirst(), Head.class);
        for (var line : lines.stream().skip(1).toList()) {
            var result = JSON.readValue(line, PartitionResult.class);
            done.put(result.partition(), result);
        }
    }

    /**
     * Opens a checkpoint file, which need not exist yet.
     *
     * @throws UncheckedIOException if the file cannot be read or has another format
     */
    public static CheckpointFile in(Path file) {
        try {
            return new CheckpointFile(file, lines(file));
        } catch (JsonProcessingException foreign) {
            throw new UncheckedIOException(
                    "%s holds no notes of a replay: name another file".formatted(file), foreign);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + file, unreadable);
        }
    }

    @Override
    public ReplayPlan plan(ReplayRequest request, Supplier<ReplayPlan> fresh) {
        if (head == null) {
            var plan = fresh.get();
            write(new Head(request, plan));
            return plan;
        }
        if (!head.request().asksTheSameAs(request)) {
            throw new IllegalArgumentException(
                    "%s holds the notes of a replay of other stages, clusters or times: name another file"
                            .formatted(file));
        }
        return head.plan();
    }

    @Override
    public @Nullable PartitionResult find(int partition) {
        return done.get(partition);
    }

    @Override
    public synchronized void done(PartitionResult result) {
        write(result);
    }

    private void write(Object line) {
        try {
            Files.writeString(
                    file,
                    JSON.writeValueAsString(line) + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException full) {
            throw new UncheckedIOException("cannot write " + file, full);
        }
    }

    private static List<String> lines(Path file) throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        var text = Files.readString(file);
        var whole = text.substring(0, text.lastIndexOf('\n') + 1);
        if (whole.length() < text.length()) {
            Files.writeString(file, whole); // what comes next must begin a line
        }
        return whole.lines().toList();
    }
}
