package org.registryfleet.regfleet.check;

import org.registryfleet.clusteraccess.ClusterConnections;
import org.registryfleet.clusteraccess.ConnectionSettings;
import org.registryfleet.clusteraccess.api.CredentialException;
import org.registryfleet.stage.view.Registration.Ownership;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/** Looks at many clusters side by side; reads only. */
public final class ClusterChecks implements AutoCloseable {

    private static final int AT_ONCE = 16;

    /**
     * A cluster to look at.
     *
     * @param credential reference, as in a registration
     */
    public record Candidate(String cluster, String credential, Ownership mode) {}

    private final ClusterConnections connections;
    private final Semaphore slots = new Semaphore(AT_ONCE);

    /**
     * Opens nothing before the first check.
     *
     * @param folder where kubeconfig references point to
     */
    public ClusterChecks(Path folder) {
        connections = new ClusterConnections(ConnectionSettings.of("regfleet", folder));
    }

    /**
     * Everything, with every right.
     *
     * @param known uids of clusters by the names that they are registered under
     */
    public List<ClusterCheck> check(List<Candidate> candidates, Map<String, String> known) {
        return named(candidates, known, true);
    }

    /** Only whether the clusters answer, and which they are. */
    public List<ClusterCheck> identify(List<Candidate> candidates, Map<String, String> known) {
        return named(candidates, known, false);
    }

    private List<ClusterCheck> named(
            List<Candidate> candidates, Map<String, String> known, boolean isWhole) {
        var running =
                candidates.stream()
                        .map(
                                one ->
                                        CompletableFuture.supplyAsync(
                                                () -> look(one, isWhole), connections.threads()))
                        .toList();
        var names = new HashMap<String, String>();
        known.forEach((name, uid) -> names.merge(uid, name, (one, _) -> one));
        return running.stream().map(check -> unique(check.join(), names)).toList();
    }

    /** Of several names that are new the first one counts. */
    private static ClusterCheck unique(ClusterCheck check, Map<String, String> names) {
        if (check.uid().isEmpty()) {
            return check;
        }
        var name = names.computeIfAbsent(check.uid(), _ -> check.cluster());
        return name.equals(check.cluster()) ? check : check.duplicateOf(name);
    }

    private ClusterCheck look(Candidate candidate, boolean isWhole) {
        slots.acquireUninterruptibly();
        try {
            connections.register(candidate.cluster(), candidate.credential());
            var api = connections.api(candidate.cluster()).orElseThrow();
            var found = new ClusterProbe(candidate, api).look(isWhole);
            var ends = connections.credentialEnds(candidate.cluster()).orElse(null);
            return found.ending(ends);
        } catch (CredentialException wrong) {
            return ClusterCheck.unreached(
                    candidate.cluster(), candidate.mode(), String.valueOf(wrong.getMessage()));
        } finally {
            connections.remove(candidate.cluster());
            slots.release();
        }
    }

    @Override
    public void close() {
        connections.close();
    }
}
