package org.registryfleet.localfleet.fault;

import com.fasterxml.jackson.databind.json.JsonMapper;

import org.registryfleet.simulated.SimulatedCluster;
import org.registryfleet.simulated.bootstrap.DemoPlatform;
import org.registryfleet.simulated.server.Verb;
import org.registryfleet.simulated.store.EtcdSnapshot;
import org.registryfleet.simulatedcloud.CloudSpace;
import org.registryfleet.simulatedcloud.call.CloudRequest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * A fleet that was stopped, in one file: Kafka's data directory with all topics, changelogs and
 * committed offsets, the state stores of the services, the digest key, and each simulated cluster
 * with its uids, versions and requests, and the requests to its cloud.
 */
public final class FleetRecording {

    private static final Set<String> OF_ONE_START = Set.of("ports", ".lock", "LOCK");
    private static final String CLUSTERS = "recorded-clusters";

    private FleetRecording() {}

    /** A request to an API server, with its answer. */
    public record RecordedRequest(Verb verb, String path, int code, boolean effective) {}

    /** A cluster as it was, and what it was asked for until then. */
    public record RecordedCluster(
            DemoPlatform platform,
            EtcdSnapshot etcd,
            List<RecordedRequest> requests,
            List<CloudRequest> cloud) {

        public static RecordedCluster of(
                SimulatedCluster cluster, DemoPlatform platform, List<CloudRequest> cloud) {
            var requests =
                    cluster.requests().recent().stream()
                            .filter(request -> request.call().verb().isWrite())
                            .map(
                                    request ->
                                            new RecordedRequest(
                                                    request.call().verb(),
                                                    request.call().path(),
                                                    request.code(),
                                                    request.effective()))
                            .toList();
            return new RecordedCluster(platform, cluster.snapshot(), requests, cloud);
        }

        /** Makes the space what the recorded one was. */
        void relive(CloudSpace space) {
            cloud.forEach(space::answer);
        }
    }

    /** Adds a cluster to the folder of a stopped fleet. */
    public static void keep(Path fleet, String id, RecordedCluster cluster) {
        try {
            var folder = Files.createDirectories(fleet.resolve(CLUSTERS));
            Files.write(folder.resolve(id + ".json"), new JsonMapper().writeValueAsBytes(cluster));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The clusters in an unpacked recording, by id. */
    static RecordedCluster cluster(Path fleet, String id) {
        try {
            var file = fleet.resolve(CLUSTERS).resolve(id + ".json");
            return new JsonMapper().readValue(Files.readAllBytes(file), RecordedCluster.class);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static List<String> clusters(Path fleet) {
        try (var files = Files.list(fleet.resolve(CLUSTERS))) {
            return files.map(file -> file.getFileName().toString().replace(".json", ""))
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Packs the folder of a stopped fleet. */
    public static void pack(Path fleet, Path file) {
        try (var zip = new ZipOutputStream(Files.newOutputStream(file));
                var paths = Files.walk(fleet)) {
            zip.setLevel(9);
            for (var path : paths.sorted().filter(FleetRecording::isKept).toList()) {
                var name = fleet.relativize(path).toString();
                zip.putNextEntry(new ZipEntry(Files.isDirectory(path) ? name + "/" : name));
                if (!Files.isDirectory(path)) {
                    Files.copy(path, zip);
                }
                zip.closeEntry();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static boolean isKept(Path path) {
        var name = path.getFileName().toString();
        // RocksDB's own log lines say nothing about the state
        return !OF_ONE_START.contains(name) && !name.equals("LOG") && !name.startsWith("LOG.old");
    }

    /** Unpacks a recording of the resources. */
    static void unpack(String name, Path fleet) {
        var resource = FleetRecording.class.getResourceAsStream("/" + name);
        try (var zip = new ZipInputStream(Objects.requireNonNull(resource, name))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                var path = fleet.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                } else {
                    Files.copy(zip, path);
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
