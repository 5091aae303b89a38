package org.registryfleet.fleetpolicy.assignment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;
import org.registryfleet.fleetpolicy.assignment.AssignedField.Mode;
import org.registryfleet.fleetpolicy.assignment.FieldVerdict.State;
import org.registryfleet.stage.change.Desired;
import org.registryfleet.stage.decision.View;
import org.registryfleet.stage.ledger.Failure;
import org.registryfleet.stage.view.JsonText;
import org.registryfleet.stage.view.Observed;
import org.registryfleet.stage.view.Registration.Ownership;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What becomes of the fields that policies assign to a Config. A value that a person has set is
 * left alone unless the policy takes it over, one that a tool of the cluster holds always is; and
 * the first value before the policies' own is kept, so that it can be brought back.
 */
public final class AssignmentRules {

    private final Observed config;
    private final List<FieldVerdict> before;
    private final View<?> view;
    private final Ownership ownership;
    private final List<AssignedField> written = new ArrayList<>();

    private AssignmentRules(
            Observed config, List<FieldVerdict> before, View<?> view, Ownership ownership) {
        this.config = config;
        this.before = before;
        this.view = view;
        this.ownership = ownership;
    }

    /**
     * The decision.
     *
     * @param desired what is to be written, in this order
     */
    public record Ruling(List<FieldVerdict> verdicts, List<Desired> desired) {

        public Ruling {
            verdicts = List.copyOf(verdicts);
            desired = List.copyOf(desired);
        }
    }

    /**
     * Decides about every field of the Config.
     *
     * @param assignment null when policies have assigned nothing
     * @param before what was decided last
     * @param ownership the one in force: a cluster that is only observed is not written to
     */
    public static Ruling decide(
            @Nullable Assignment assignment,
            List<FieldVerdict> before,
            View<?> view,
            Ownership ownership) {
        if (assignment == null) {
            return new Ruling(List.of(), List.of());
        }
        var fields =
                assignment.fields().stream()
                        .filter(one -> one.field().subject() == SpecField.Subject.CONFIG)
                        .toList();
        var config = view.find(SpecField.Subject.CONFIG.ref()).filter(one -> !one.isDeleting());
        if (config.isEmpty()) {
            return new Ruling(
                    fields.stream().map(field -> unknown(field, before)).toList(), List.of());
        }
        return new AssignmentRules(config.get(), before, view, ownership).decide(fields);
    }

    private Ruling decide(List<AssignedField> fields) {
        var verdicts = fields.stream().map(this::verdict).toList();
        var desired = new ArrayList<Desired>();
        if (!written.isEmpty()) {
            // a claim that exists is left as it is
            SpecManifest.claims(written).stream()
                    .filter(claim -> view.find(claim.ref()).isEmpty())
                    .forEach(desired::add);
            desired.add(SpecManifest.of(config, written));
        }
        return new Ruling(verdicts, desired);
    }

    private FieldVerdict verdict(AssignedField field) {
        return field.source().mode() == Mode.RESTORE ? restored(field) : enforced(field);
    }

    private FieldVerdict enforced(AssignedField field) {
        boolean enforces = field.source().mode() == Mode.ENFORCE;
        var last = last(field);
        if (SpecManifest.isMet(field, config)) {
            return verdict(field, State.COMPLIANT, "", enforces || isApplied(field));
        }
        var holder = FieldHolder.tool(config, field.field());
        if (holder.isPresent()) {
            return verdict(
                    field,
                    State.CONTESTED,
                    "%s holds the field; release it there".formatted(holder.get()));
        }
        var objection = objection(field);
        if (objection.isPresent()) {
            return verdict(field, State.REFUSED, objection.get());
        }
        if (!enforces) {
            return verdict(field, State.NON_COMPLIANT, "");
        }
        if (last != null && last.generation() == config.generation()) {
            return last;
        }
        return write(field, last);
    }

    private FieldVerdict write(AssignedField field, @Nullable FieldVerdict last) {
        var registration = view.registration();
        if (registration != null && registration.paused()) {
            return verdict(field, State.NON_COMPLIANT, "the cluster is paused");
        }
        if (view.contact().isLost()) {
            return verdict(field, State.NON_COMPLIANT, "contact with the cluster is lost");
        }
        if (view.drift(SpecManifest.of(config, List.of(field))).isEmpty()) {
            return verdict(
                    field,
                    State.CONTESTED,
                    "it does not stay as written: another writer changes it");
        }
        var refusal = last != null && last.state() == State.PENDING ? refusal() : null;
        if (refusal != null) {
            return verdict(
                    field, State.REFUSED, text(refusal), isApplied(field), config.generation());
        }
        written.add(field);
        return verdict(field, State.PENDING, "");
    }

    /** Brings back what the field was before; what somebody has changed since is left alone. */
    private FieldVerdict restored(AssignedField field) {
        var last = last(field);
        if (!isApplied(field)) {
            var message = last != null && last.state() == State.RESTORED ? last.message() : "";
            return verdict(field, State.RESTORED, message, false);
        }
        var wanted = field.withValue(storageOnly(field, kept(field)));
        boolean isBack =
                kept(field).isNull()
                        ? config.spec().path(field.field().name()).isMissingNode()
                        : SpecManifest.isMet(wanted, config);
        if (isBack) {
            return verdict(field, State.RESTORED, "", false);
        }
        boolean isOthers =
                !SpecManifest.isMet(field, config)
                        && FieldHolder.person(config, field.field()).isPresent();
        if (isOthers || FieldHolder.tool(config, field.field()).isPresent()) {
            return verdict(field, State.RESTORED, "it was changed since and is left so", false);
        }
        var dangers = missing(wanted);
        if (!dangers.isEmpty()) {
            return verdict(field, State.REFUSED, "it needs the allowance " + dangers);
        }
        if (last != null && last.generation() == config.generation()) {
            return last;
        }
        return write(wanted, last);
    }

    private Optional<String> objection(AssignedField field) {
        if (ownership == Ownership.OBSERVE) {
            return Optional.of(
                    "the fleet only observes this cluster; register it in mode assist to have changes written");
        }
        var person = FieldHolder.person(config, field.field());
        if (!field.source().takeOver() && !isApplied(field) && person.isPresent()) {
            return Optional.of(
                    "%s has set it; whenToTakeOver: Always overrides it".formatted(person.get()));
        }
        var dangers = missing(field);
        return dangers.isEmpty()
                ? Optional.empty()
                : Optional.of("it needs the allowance " + dangers);
    }

    private String missing(AssignedField field) {
        return Danger.of(field, config).stream()
                .filter(danger -> !field.allow().contains(danger))
                .map(Danger::word)
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private @Nullable Failure refusal() {
        return view.ledger().failures().stream()
                .filter(
                        entry ->
                                !entry.getKey().status()
                                        && entry.getKey().ref().equals(config.ref()))
                .map(entry -> entry.getValue().failure())
                .filter(Failure::refused)
                .findFirst()
                .orElse(null);
    }

    private static String text(Failure failure) {
        return failure.message().isEmpty() ? failure.reason() : failure.message();
    }

    private @Nullable FieldVerdict last(AssignedField field) {
        return before.stream()
                .filter(one -> one.field().equals(field.field()))
                .filter(one -> one.policy().equals(field.source().policy()))
                .filter(one -> one.version() == field.source().version())
                .findFirst()
                .orElse(null);
    }

    /** Whether the value is the policies' own, whichever of them has written it. */
    private boolean isApplied(AssignedField field) {
        return applied(field, before).isPresent();
    }

    private static Optional<FieldVerdict> applied(AssignedField field, List<FieldVerdict> before) {
        return before.stream()
                .filter(one -> one.field().equals(field.field()) && one.applied())
                .findFirst();
    }

    private JsonNode kept(AssignedField field) {
        var text = applied(field, before).map(FieldVerdict::before).orElse("");
        if (text.isEmpty()) {
            return JsonNodeFactory.instance.nullNode();
        }
        var value = JsonText.tree(text);
        if (value.isMissingNode()) {
            throw new IllegalStateException("a verdict keeps broken JSON");
        }
        return value;
    }

    private static JsonNode storageOnly(AssignedField field, JsonNode value) {
        if (!field.field().equals(SpecField.STORAGE)) {
            return value;
        }
        var storage = JsonNodeFactory.instance.objectNode();
        if (value instanceof ObjectNode kept) {
            storage.setAll(kept);
        }
        storage.remove("managementState");
        return storage;
    }

    private FieldVerdict verdict(AssignedField field, State state, String message) {
        return verdict(field, state, message, isApplied(field));
    }

    private FieldVerdict verdict(
            AssignedField field, State state, String message, boolean applied) {
        return verdict(field, state, message, applied, 0);
    }

    private FieldVerdict verdict(
            AssignedField field, State state, String message, boolean applied, long generation) {
        return new FieldVerdict(
                field.field(),
                field.source().policy(),
                field.source().version(),
                state,
                message,
                applied,
                applied || state == State.PENDING ? valueBefore(field) : "",
                generation);
    }

    /** Until the policies' value is there, what is found is what comes back. */
    private String valueBefore(AssignedField field) {
        var kept = applied(field, before);
        if (kept.isPresent()) {
            return kept.get().before();
        }
        var last = last(field);
        if (last != null && last.state() == State.PENDING && SpecManifest.isMet(field, config)) {
            return last.before();
        }
        var found = config.spec().path(field.field().name());
        return found.isMissingNode() ? "" : found.toString();
    }

    private static FieldVerdict unknown(AssignedField field, List<FieldVerdict> before) {
        var kept = applied(field, before);
        return new FieldVerdict(
                field.field(),
                field.source().policy(),
                field.source().version(),
                State.UNKNOWN,
                "the cluster has no Config of the image registry",
                kept.isPresent(),
                kept.map(FieldVerdict::before).orElse(""),
                0);
    }
}
