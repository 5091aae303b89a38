package org.registryfleet.registrydeployer.decision;

import org.jspecify.annotations.Nullable;
import org.registryfleet.registrydeployer.decision.RegistryState.PartFailure;
import org.registryfleet.registrydeployer.operand.OperandApplyError;
import org.registryfleet.registrydeployer.operand.PartPlan;
import org.registryfleet.stage.change.Desired;
import org.registryfleet.stage.decision.View;
import org.registryfleet.stage.ledger.LedgerEntry;
import org.registryfleet.stage.ledger.Slot;
import org.registryfleet.stage.view.ObjectRef;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Aggregates the failures of each part: problems found by the part itself, writes rejected by the
 * API server, and objects blocked by RBAC or of a kind that is not served. A part remains failed
 * while a retry is in progress.
 */
record PartFailures(View<RegistryState> view, Instant now) {

    /** The part's failure; empty if there is none. */
    Optional<PartFailure> of(String part, PartPlan plan) {
        var messages = messages(plan, desired -> true);
        messages.addAll(plan.problems());
        return messages.isEmpty()
                ? retried(part, plan)
                : Optional.of(failure(part, String.join(", ", messages), plan));
    }

    /** The registry's failure; obsolete Routes are mentioned in a separate sentence. */
    Optional<PartFailure> ofRegistry(String part, PartPlan plan) {
        var applied = messages(plan, desired -> desired instanceof Desired.Present);
        applied.addAll(plan.problems());
        var deleted = messages(plan, desired -> desired instanceof Desired.Absent);
        var sentences = new ArrayList<String>();
        if (!applied.isEmpty()) {
            sentences.add("unable to apply objects: " + String.join(", ", applied));
        }
        if (!deleted.isEmpty()) {
            sentences.add("unable to remove obsolete routes: " + String.join(", ", deleted));
        }
        return sentences.isEmpty()
                ? retried(part, plan)
                : Optional.of(failure(part, String.join("; ", sentences), plan));
    }

    private List<String> messages(PartPlan plan, Predicate<Desired> wanted) {
        var byRef = failing();
        var messages = new ArrayList<String>();
        for (var desired : plan.desired()) {
            view.obstacle(desired)
                    .filter(_ -> wanted.test(desired))
                    .map(why -> OperandApplyError.applying(desired.ref(), view.objects(), why))
                    .ifPresent(messages::add);
            for (var failing : byRef) {
                if (wanted.test(desired) && failing.getKey().ref().equals(desired.ref())) {
                    messages.add(message(desired, failing.getValue()));
                }
            }
        }
        return messages;
    }

    private List<Map.Entry<Slot, LedgerEntry.Failing>> failing() {
        return view.ledger().failures();
    }

    private String message(Desired desired, LedgerEntry.Failing failing) {
        var cause = failing.failure().message();
        return switch (desired) {
            case Desired.Absent absent -> OperandApplyError.deleting(absent.ref(), cause);
            case Desired.Present present ->
                    OperandApplyError.applying(present.ref(), view.objects(), cause);
        };
    }

    private PartFailure failure(String part, String message, PartPlan plan) {
        var known = previous(part);
        if (known != null) {
            return new PartFailure(part, message, known.since(), isPermanent(plan));
        }
        var refs = refs(plan);
        var since =
                failing().stream()
                        .filter(failing -> refs.contains(failing.getKey().ref()))
                        .map(failing -> failing.getValue().since())
                        .min(Instant::compareTo)
                        .orElse(now);
        return new PartFailure(part, message, since, isPermanent(plan));
    }

    /** The part itself objects, or the API server finds an object invalid. */
    private boolean isPermanent(PartPlan plan) {
        var refs = refs(plan);
        return !plan.problems().isEmpty()
                || failing().stream()
                        .filter(failing -> refs.contains(failing.getKey().ref()))
                        .anyMatch(failing -> failing.getValue().failure().isInvalid());
    }

    private Optional<PartFailure> retried(String part, PartPlan plan) {
        var known = previous(part);
        return known != null && isUnderWay(refs(plan)) ? Optional.of(known) : Optional.empty();
    }

    private boolean isUnderWay(Set<ObjectRef> refs) {
        return view.ledger().entries().entrySet().stream()
                .anyMatch(
                        entry ->
                                refs.contains(entry.getKey().ref())
                                        && entry.getValue() instanceof LedgerEntry.Awaiting);
    }

    private static Set<ObjectRef> refs(PartPlan plan) {
        var refs = new LinkedHashSet<ObjectRef>();
        plan.desired().forEach(desired -> refs.add(desired.ref()));
        return refs;
    }

    private @Nullable PartFailure previous(String part) {
        if (view.previous() == null) {
            return null;
        }
        return view.previous().failures().stream()
                .filter(failure -> failure.part().equals(part))
                .findFirst()
                .orElse(null);
    }
}
