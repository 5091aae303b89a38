package org.registryfleet.regfleet.check;

import org.registryfleet.regfleet.check.ClusterChecks.Candidate;
import org.registryfleet.regfleet.fleet.CommandFailure;
import org.registryfleet.regfleet.fleet.FleetFile.Line;
import org.registryfleet.regfleet.fleet.NewCluster;
import org.registryfleet.regfleet.fleet.RegistrationBook;
import org.registryfleet.stage.view.Registration.Ownership;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Takes clusters into the fleet, after a look at each; one that is refused stops no other. */
public final class ClusterRegistrar {

    /** What became of a cluster. */
    public enum Result {
        ADDED,
        /** It is watched, but not written to: the fleet has it under another name. */
        DUPLICATE,
        REFUSED,
        /** The cluster or the log does not answer. */
        UNREACHABLE
    }

    /** The answer to one wish. */
    public record Answer(int line, String cluster, Result result, String message) {

        public boolean isGood() {
            return result == Result.ADDED || result == Result.DUPLICATE;
        }
    }

    private final RegistrationBook book;
    private final Path credentials;
    private final boolean isDry;

    /**
     * @param credentials where kubeconfig references point to
     * @param isDry whether nothing is registered
     */
    public ClusterRegistrar(RegistrationBook book, Path credentials, boolean isDry) {
        this.book = book;
        this.credentials = credentials;
        this.isDry = isDry;
    }

    /**
     * Answers every line.
     *
     * @param isUnchecked whether the clusters are not asked
     */
    public List<Answer> add(List<Line> lines, boolean isUnchecked) {
        var answers = new ArrayList<Answer>();
        var wanted = new ArrayList<Line>();
        var names = new HashSet<>(book.all().keySet());
        for (var line : lines) {
            var cluster = line.cluster();
            if (cluster == null) {
                answers.add(new Answer(line.number(), "", Result.REFUSED, line.problem()));
            } else if (names.add(cluster.cluster())) {
                wanted.add(line);
            } else {
                answers.add(
                        refused(
                                line,
                                "the fleet has a cluster %s; remove it first"
                                        .formatted(cluster.cluster())));
            }
        }
        var checks = isUnchecked ? Map.<String, ClusterCheck>of() : identified(wanted);
        wanted.forEach(line -> answers.add(register(line, checks)));
        answers.sort((one, other) -> Integer.compare(one.line(), other.line()));
        return answers;
    }

    private Map<String, ClusterCheck> identified(List<Line> wanted) {
        var candidates = new ArrayList<Candidate>();
        for (var line : wanted) {
            var cluster = line.cluster();
            if (cluster != null) {
                candidates.add(
                        new Candidate(cluster.cluster(), cluster.credential(), Ownership.AUTO));
            }
        }
        var found = new HashMap<String, ClusterCheck>();
        try (var checks = new ClusterChecks(credentials)) {
            checks.identify(candidates, book.uids())
                    .forEach(check -> found.put(check.cluster(), check));
        }
        return found;
    }

    private Answer register(Line line, Map<String, ClusterCheck> checks) {
        var cluster = line.cluster();
        if (cluster == null) {
            return refused(line, line.problem());
        }
        var check = checks.get(cluster.cluster());
        if (check != null && !check.answers()) {
            return new Answer(
                    line.number(),
                    cluster.cluster(),
                    Result.UNREACHABLE,
                    check.obstacle() + "\nOnly the services can reach it? Add --unchecked");
        }
        var uid = check == null ? "" : check.uid();
        var duplicateOf = check == null ? "" : check.duplicateOf();
        try {
            if (!isDry) {
                book.put(cluster.registration(uid, duplicateOf));
            }
            return !uid.isEmpty() || isDry
                    ? added(line.number(), cluster, duplicateOf)
                    : unidentified(line.number(), cluster.cluster());
        } catch (CommandFailure failure) {
            return new Answer(
                    line.number(),
                    cluster.cluster(),
                    Result.UNREACHABLE,
                    String.valueOf(failure.getMessage()));
        }
    }

    private Answer added(int line, NewCluster cluster, String duplicateOf) {
        var id = cluster.cluster();
        var verb = isDry ? "would be" : "is";
        return duplicateOf.isEmpty()
                ? new Answer(
                        line,
                        id,
                        Result.ADDED,
                        isDry
                                ? id + " would be in the fleet"
                                : "%s is in the fleet: regfleet status %s".formatted(id, id))
                : new Answer(
                        line,
                        id,
                        Result.DUPLICATE,
                        "%s %s watched, but not written to: it is the cluster that is registered as %s"
                                .formatted(id, verb, duplicateOf));
    }

    private static Answer unidentified(int line, String id) {
        return new Answer(
                line,
                id,
                Result.ADDED,
                "%s is watched; the service inventory lets it be written to when it knows which cluster it is: regfleet status %s"
                        .formatted(id, id));
    }

    private static Answer refused(Line line, String why) {
        var cluster = line.cluster();
        return new Answer(
                line.number(), cluster == null ? "" : cluster.cluster(), Result.REFUSED, why);
    }
}
