package org.registryfleet.scenarios.compare;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.scenarios.format.ScenarioObjectRef;
import org.registryfleet.scenarios.normalise.Normaliser;
import org.registryfleet.scenarios.patch.KeyedPatch;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Compares a stage in both directions: what is expected must be there and equal, what must be
 * absent must be, and what the system under test has touched must be expected. Of a partial stage
 * only the fields that it names are compared, the words of messages included.
 */
public final class StageComparison {

    private final ComparisonRules rules;
    private final Set<String> httpSecrets;

    /**
     * @param httpSecrets those that the scenario has chosen, compared as text; others are generated
     */
    public StageComparison(ComparisonRules rules, Set<String> httpSecrets) {
        this.rules = rules;
        this.httpSecrets = Set.copyOf(httpSecrets);
    }

    /** All differences in a stable order; the earlier stages say when pods must have rolled. */
    public List<Difference> compare(ReachedStage now, List<ReachedStage> earlier) {
        var expected = now.expected();
        var observed = now.observed();
        var differences = new ArrayList<Difference>();
        expected.objects().keySet().stream()
                .sorted()
                .forEach(ref -> differences.addAll(object(ref, now)));
        expected.absent().stream()
                .sorted()
                .filter(observed.objects()::containsKey)
                .forEach(ref -> differences.add(new Difference(ref, "", "no object", "one")));
        if (!expected.isPartial()) {
            differences.addAll(besides(now));
            differences.addAll(Rollouts.between(earlier, now));
        }
        return List.copyOf(differences);
    }

    /** What the system under test has done to objects of which nothing is expected. */
    private List<Difference> besides(ReachedStage now) {
        var expected = now.expected();
        var observed = now.observed();
        var differences = new ArrayList<Difference>();
        observed.touched().stream()
                .sorted()
                .filter(ref -> isUnexpected(ref, now))
                .forEach(ref -> differences.add(unexpected(ref)));
        observed.vanished().stream()
                .sorted()
                .filter(ref -> !expected.absent().contains(ref) && !isExpected(ref, now))
                .forEach(ref -> differences.add(vanished(ref)));
        return differences;
    }

    private boolean isUnexpected(ScenarioObjectRef ref, ReachedStage now) {
        return now.observed().objects().containsKey(ref)
                && !isExpected(ref, now)
                && !now.expected().absent().contains(ref)
                && !rules.ignored().contains(ref);
    }

    private static boolean isExpected(ScenarioObjectRef ref, ReachedStage now) {
        return now.expected().objects().containsKey(ref);
    }

    private static Difference unexpected(ScenarioObjectRef ref) {
        return new Difference(ref, "", "an untouched object or none", "one made or changed");
    }

    private static Difference vanished(ScenarioObjectRef ref) {
        return new Difference(ref, "", "the object of the environment", "none");
    }

    private List<Difference> object(ScenarioObjectRef ref, ReachedStage now) {
        var observed = now.observed();
        var found = observed.objects().get(ref);
        if (found == null) {
            return List.of(new Difference(ref, "", "an object", "none"));
        }
        var expected = expected(ref, now);
        var normal = Normaliser.normalise(found, observed::generation, httpSecrets);
        if (now.expected().isPartial()) {
            return JsonDifferences.between(ref, KeyedPatch.apply(normal, expected), normal);
        }
        return JsonDifferences.between(
                ref,
                ComparedForm.expected(expected),
                ComparedForm.observed(normal, expected, rules));
    }

    private static ObjectNode expected(ScenarioObjectRef ref, ReachedStage now) {
        var object = now.expected().objects().get(ref);
        if (object == null) {
            throw new IllegalStateException(ref + " is not expected");
        }
        return object;
    }
}
