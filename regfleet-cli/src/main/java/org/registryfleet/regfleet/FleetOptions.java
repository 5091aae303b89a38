package org.registryfleet.regfleet;

import org.jspecify.annotations.Nullable;
import org.registryfleet.events.ClusterRegistration;
import org.registryfleet.regfleet.fleet.ChangeRequests;
import org.registryfleet.regfleet.fleet.CommandFailure;
import org.registryfleet.regfleet.fleet.FleetRecords;
import org.registryfleet.regfleet.fleet.KafkaOptions;
import org.registryfleet.regfleet.fleet.LoggedInventory;
import org.registryfleet.regfleet.fleet.ManagedCluster;
import org.registryfleet.regfleet.fleet.RegistrationBook;
import org.registryfleet.regfleet.fleet.StatusApi;
import org.registryfleet.regfleet.fleet.TrustedCertificates;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Where the fleet is: its log, its REST interface and the credentials of its clusters. */
final class FleetOptions {

    private static final String DEFAULT_URL = "http://127.0.0.1:8080";

    @Mixin private KafkaOptions log = new KafkaOptions();

    @Option(
            hidden = true,
            names = "--url",
            paramLabel = "URL",
            description =
                    "The status-reporter. Default: environment variable REGFLEET_URL, else"
                            + " http://127.0.0.1:8080.")
    private @Nullable String url;

    @Option(
            hidden = true,
            names = "--token-file",
            paramLabel = "FILE",
            description =
                    "File with the token for the status-reporter's login. Default: that of the"
                            + " environment variable REGFLEET_TOKEN_FILE, else the token in"
                            + " REGFLEET_TOKEN, else none.")
    private @Nullable Path tokenFile;

    @Option(
            hidden = true,
            names = "--cacert",
            paramLabel = "FILE",
            description =
                    "Certificates (PEM) that the status-reporter's HTTPS must stem from. Default:"
                            + " environment variable REGFLEET_CACERT, else those Java trusts.")
    private @Nullable Path authorities;

    @Option(
            hidden = true,
            names = "--kubeconfigs",
            paramLabel = "DIR",
            description =
                    "Folder that the registrations' kubeconfig references point to. Default:"
                            + " environment variable REGFLEET_KUBECONFIGS, else that of the local"
                            + " fleet.")
    private @Nullable Path kubeconfigs;

    @Option(
            hidden = true,
            names = "--kubeconfig",
            paramLabel = "FILE",
            description =
                    "Read the cluster by this kubeconfig instead of its registration's credential.")
    private @Nullable Path kubeconfig;

    /** The status-reporter, with the token for its login if there is one. */
    StatusApi status(CliEnvironment surroundings) {
        var environment = surroundings.environment();
        var trusted = file(authorities, "REGFLEET_CACERT", surroundings);
        return new StatusApi(
                url == null ? environment.getOrDefault("REGFLEET_URL", DEFAULT_URL) : url,
                token(surroundings),
                trusted == null ? null : TrustedCertificates.of(trusted));
    }

    private @Nullable String token(CliEnvironment surroundings) {
        var value = surroundings.environment().get("REGFLEET_TOKEN");
        if (tokenFile == null && value != null) {
            return value;
        }
        var file = file(tokenFile, "REGFLEET_TOKEN_FILE", surroundings);
        try {
            return file == null ? null : Files.readString(file).strip();
        } catch (IOException unreadable) {
            throw CommandFailure.refused(
                    "the token cannot be read from " + (tokenFile == null ? file : tokenFile));
        }
    }

    private static @Nullable Path file(
            @Nullable Path given, String variable, CliEnvironment surroundings) {
        var named = surroundings.environment().get(variable);
        var file = given == null && named != null ? Path.of(named) : given;
        return file == null ? null : surroundings.folder().resolve(file);
    }

    /** Whether the cluster is reached without the fleet. */
    boolean isDirect() {
        return kubeconfig != null;
    }

    /** The --kubeconfig as a credential reference. */
    String kubeconfigReference() {
        return "kubeconfig:" + (kubeconfig == null ? "" : kubeconfig.getFileName());
    }

    /** The folder that the --kubeconfig lies in. */
    Path kubeconfigFolder(CliEnvironment surroundings) {
        return folderOf(
                surroundings.folder().resolve(kubeconfig == null ? Path.of("") : kubeconfig));
    }

    RegistrationBook book(CliEnvironment surroundings) {
        return surroundings
                .log()
                .apply(log.access(surroundings.environment(), surroundings.folder()));
    }

    ChangeRequests requests(CliEnvironment surroundings) {
        return surroundings
                .requests()
                .apply(log.access(surroundings.environment(), surroundings.folder()));
    }

    /** The journal of the inventory. */
    LoggedInventory inventory(CliEnvironment surroundings) {
        return new LoggedInventory(log.access(surroundings.environment(), surroundings.folder()));
    }

    FleetRecords records(CliEnvironment surroundings) {
        return surroundings
                .records()
                .apply(log.access(surroundings.environment(), surroundings.folder()));
    }

    Path credentials(CliEnvironment surroundings) {
        var named = file(kubeconfigs, "REGFLEET_KUBECONFIGS", surroundings);
        return named == null
                ? log.data(surroundings.environment(), surroundings.folder()).resolve("clusters")
                : named;
    }

    /** Reaches a cluster by --kubeconfig, else by its registration. */
    ManagedCluster reach(String cluster, CliEnvironment surroundings) {
        if (kubeconfig != null) {
            return ManagedCluster.of(
                    cluster, kubeconfigReference(), kubeconfigFolder(surroundings));
        }
        try (var book = book(surroundings)) {
            var registration = registered(cluster, book.all());
            return ManagedCluster.of(
                    cluster, registration.getCredential(), credentials(surroundings));
        }
    }

    static ClusterRegistration registered(String cluster, Map<String, ClusterRegistration> all) {
        var registration = all.get(cluster);
        if (registration == null) {
            throw CommandFailure.refused(
                    "no cluster \"%s\" is in the fleet; it has %s"
                            .formatted(
                                    cluster,
                                    all.isEmpty() ? "none" : String.join(", ", all.keySet())));
        }
        return registration;
    }

    private static Path folderOf(Path file) {
        var folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw CommandFailure.refused(file + " is not a file");
        }
        return folder;
    }
}
