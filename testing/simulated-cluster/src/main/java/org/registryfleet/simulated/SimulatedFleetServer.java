package org.registryfleet.simulated;

import org.registryfleet.simulated.bootstrap.DemoPlatform;
import org.registryfleet.simulated.http.SelfSigned;
import org.registryfleet.simulated.kubelet.KubeletSettings;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * Serves simulated clusters from a process of their own, so that what talks to them can be measured
 * alone. Options are {@code --name=value}:
 *
 * <ul>
 *   <li>{@code kubeconfigs}: folder for the kubeconfigs, one for each cluster, named like it
 *   <li>{@code clusters}: how many, {@code c1}, {@code c2} and so on (1)
 *   <li>{@code platform}: of all of them, a name of {@link DemoPlatform}; none for empty clusters
 *   <li>{@code kubelet}: whether claims are bound, Deployments rolled out and so on (true)
 *   <li>{@code host}, {@code port}: where to listen (127.0.0.1, a free one)
 *   <li>{@code tls}: whether to speak TLS, with HTTP/2 and HTTP/1.1 (true)
 * </ul>
 *
 * A line on the standard output says that all are served: {@code ready: 10 clusters at
 * https://127.0.0.1:40001/clusters/}. The process ends with its standard input.
 */
public final class SimulatedFleetServer {

    private static final Map<String, String> DEFAULTS =
            Map.of(
                    "clusters", "1",
                    "platform", "",
                    "kubelet", "true",
                    "host", "127.0.0.1",
                    "port", "0",
                    "tls", "true");

    private SimulatedFleetServer() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        try (var fleet = serve(args)) {
            System.out.printf(
                    "ready: %d clusters at %s%n", fleet.clusterIds().size(), fleet.baseUrl(""));
            System.out.flush();
            var _ = System.in.transferTo(OutputStream.nullOutputStream());
        }
    }

    /**
     * What the arguments say.
     *
     * @throws IllegalArgumentException that names an option that is unknown, missing or wrong
     */
    static SimulatedFleet serve(String... args) throws IOException, InterruptedException {
        var options = Options.of(args);
        var folder = Files.createDirectories(Path.of(options.text("kubeconfigs")));
        var host = options.text("host");
        var address = new InetSocketAddress(host, options.number("port"));
        var clusters = options.number("clusters");
        var fleet =
                options.isSet("tls")
                        ? SimulatedFleet.start(
                                address,
                                SelfSigned.in(Files.createTempDirectory("simulated-fleet"), host))
                        : SimulatedFleet.start(address);
        try {
            for (int i = 1; i <= clusters; i++) {
                var cluster = fleet.addCluster("c" + i, profile("c" + i, options));
                Files.writeString(folder.resolve(cluster.id()), cluster.kubeconfig());
            }
            return fleet;
        } catch (IOException | RuntimeException failure) {
            fleet.close();
            throw failure;
        }
    }

    private static ClusterProfile profile(String id, Options options) {
        var platform = options.text("platform");
        var profile = platform.isEmpty() ? ClusterProfile.empty() : demo(id, platform);
        return profile.withKubelet(
                options.isSet("kubelet") ? KubeletSettings.everything() : KubeletSettings.NONE);
    }

    private static ClusterProfile demo(String id, String platform) {
        return Arrays.stream(DemoPlatform.values())
                .filter(known -> known.name().equals(platform))
                .findFirst()
                .map(known -> ClusterProfile.demo(known, id))
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "--platform=%s is none of %s"
                                                .formatted(
                                                        platform,
                                                        Arrays.toString(DemoPlatform.values()))));
    }

    private record Options(Map<String, String> values) {

        static Options of(String... args) {
            var values = new HashMap<>(DEFAULTS);
            for (var arg : args) {
                var at = arg.indexOf('=');
                var name = arg.startsWith("--") && at > 0 ? arg.substring(2, at) : "";
                if (!name.equals("kubeconfigs") && !DEFAULTS.containsKey(name)) {
                    throw new IllegalArgumentException(
                            "%s is no option: --kubeconfigs=FOLDER and, if needed, --NAME=VALUE with one of %s"
                                    .formatted(arg, new TreeSet<>(DEFAULTS.keySet())));
                }
                values.put(name, arg.substring(at + 1));
            }
            if (!values.containsKey("kubeconfigs")) {
                throw new IllegalArgumentException("--kubeconfigs=FOLDER is missing");
            }
            return new Options(values);
        }

        String text(String name) {
            return values.getOrDefault(name, "");
        }

        boolean isSet(String name) {
            return Boolean.parseBoolean(text(name));
        }

        int number(String name) {
            if (!text(name).matches("\\d{1,9}")) {
                throw new IllegalArgumentException(
                        "--%s=%s: give a number".formatted(name, text(name)));
            }
            return Integer.parseInt(text(name));
        }
    }
}
