package org.registryfleet.regfleet.audit;

import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;
import org.registryfleet.audit.difference.FieldChange;
import org.registryfleet.audit.difference.JsonLeaves;
import org.registryfleet.audit.fact.Fact;
import org.registryfleet.audit.report.ReasonText;
import org.registryfleet.audit.timeline.DecisionEntry;
import org.registryfleet.stage.view.ObjectRef;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/** Facts in few words. */
final class FactText {

    private static final int LONGEST_VALUE = 56;
    private static final int LONGEST_LINE = 110;
    private static final String FLEET = "registry-fleet";
    private static final String NAMESPACE = "openshift-image-registry";

    /** Bookkeeping that no auditor looks for first. */
    private static final Set<String> SMALL =
            Set.of(
                    "generation",
                    "lastTransitionTime",
                    "creationTimestamp",
                    "observedGeneration",
                    "since",
                    "settled",
                    "configGeneration");

    private FactText() {}

    /** An object without the namespace that nearly all share. */
    static String object(ObjectRef ref) {
        return shortened(ref.toString());
    }

    /** The same for an object's text. */
    static String shortened(String ref) {
        return ref.replace(" " + NAMESPACE + "/", " ");
    }

    /**
     * An event.
     *
     * @param ours it shows what a stage has written
     */
    static String event(Fact fact, boolean ours) {
        return switch (fact) {
            case Fact.Registered _ -> "registered";
            case Fact.Deregistered _ -> "left the fleet";
            case Fact.ChangeRequested requested -> requested(requested);
            case Fact.ObjectObserved seen -> seen(seen, ours);
            case Fact.SessionMarker marked -> mark(marked);
            case Fact.OutcomeReported answered -> "answer for " + object(answered.ref());
            case Fact.Unreadable unreadable -> "UNREADABLE RECORD: " + unreadable.why();
            case Fact.ResultPublished resulted -> "result of " + resulted.stage();
            case Fact.ActionIssued asked -> "action on " + object(asked.ref());
        };
    }

    /** What a stage says, in two words. */
    static String headline(String stage, JsonNode result) {
        return switch (stage) {
            case "platform" -> words(result, "platform");
            case "storage" -> words(result, "phase", "kind", "errorReason");
            case "registry" -> words(result, "phase", "errorReason");
            case "status" -> words(result, "summary", "reason");
            default -> "";
        };
    }

    /** Why; of a status first the message of the condition that made it. */
    static String sentence(DecisionEntry decided) {
        var result = decided.result();
        var message = result == null ? "" : result.content().path("message").asText("");
        var sentence = ReasonText.of(decided);
        if (!decided.stage().equals("status") || message.isEmpty()) {
            return sentence;
        }
        var first = message.lines().findFirst().orElse("");
        return sentence.equals(decided.reason().sentence()) ? first : first + " – " + sentence;
    }

    /** The rule as a reference behind its sentence, unless the sentence ends with it. */
    static String withRule(String sentence, String rule, Ink ink) {
        return sentence.endsWith(rule + ")") ? sentence : sentence + ink.faint(" (" + rule + ")");
    }

    static String change(FieldChange change) {
        return "%s: %s → %s"
                .formatted(change.path(), value(change.before()), value(change.after()));
    }

    static String value(@Nullable JsonNode value) {
        if (value == null) {
            return "–";
        }
        var text = value.isTextual() ? value.textValue() : value.toString();
        text = text.isEmpty() ? "\"\"" : text.replace('\n', ' ');
        return text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE) + "…" : text;
    }

    static String verb(String verb) {
        return verb.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** A condition's message and time only repeat what its reason or status says. */
    static List<FieldChange> essential(List<FieldChange> changes) {
        var paths = changes.stream().map(FieldChange::path).collect(Collectors.toSet());
        return changes.stream()
                .filter(change -> !SMALL.contains(lastOf(change.path())))
                .filter(
                        change -> {
                            var condition = change.path().replaceFirst("\\.message$", "");
                            return condition.equals(change.path())
                                    || !paths.contains(condition + ".reason");
                        })
                .toList();
    }

    private static String lastOf(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    /** What a patch writes, in one line. */
    static String fields(JsonNode body) {
        var text =
                JsonLeaves.of(body).stream()
                        .map(leaf -> leaf.path() + " = " + value(leaf.after()))
                        .collect(Collectors.joining(", "));
        return text.length() > LONGEST_LINE ? text.substring(0, LONGEST_LINE) + "…" : text;
    }

    private static String requested(Fact.ChangeRequested requested) {
        var asked = "%s asked for %s".formatted(requested.by(), fields(requested.fields()));
        return requested.reason().isEmpty() ? asked : asked + ": " + requested.reason();
    }

    private static String seen(Fact.ObjectObserved seen, boolean ours) {
        var object = object(seen.ref());
        return switch (seen.type()) {
            case ADDED -> object + " appeared" + by(seen.managers(), ours);
            case MODIFIED -> object + " changed" + by(seen.managers(), ours);
            case DELETED ->
                    object + (seen.synthesised() ? " is gone (not seen, concluded)" : " deleted");
        };
    }

    /** A manager of the fleet itself did not do what no outcome tells of: nobody knows who did. */
    private static String by(List<String> managers, boolean ours) {
        if (managers.isEmpty() || managers.getFirst().equals("unknown")) {
            return "";
        }
        return ours || managers.getFirst().equals(FLEET) ? "" : " by " + managers.getFirst();
    }

    private static String mark(Fact.SessionMarker marked) {
        var subject = marked.subject().isEmpty() ? "" : " of " + marked.subject();
        var detail = marked.detail().isEmpty() ? "" : ": " + marked.detail();
        return switch (marked.type()) {
            case SYNCED -> "everything listed" + detail;
            case GAP -> "GAP" + subject + ": changes may be missing here" + detail;
            case RESYNC -> "listed anew after a gap" + subject + detail;
            case RESUMED -> "watch resumed without loss" + subject + detail;
            case CONTACT_LOST -> "CONTACT LOST" + detail;
            case CONTACT_RESTORED -> "contact restored" + detail;
            case CREDENTIAL -> "credential" + detail;
            case UNKNOWN -> "a mark this release does not know" + detail;
        };
    }

    private static String words(JsonNode result, String... fields) {
        var words = new StringJoiner(" ");
        for (var field : fields) {
            var word = result.path(field).asText("");
            if (!word.isEmpty() && !words.toString().equals(word)) {
                words.add(word);
            }
        }
        return words.toString();
    }
}
