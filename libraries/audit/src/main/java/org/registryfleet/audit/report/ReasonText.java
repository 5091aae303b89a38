package org.registryfleet.audit.report;

import com.fasterxml.jackson.databind.JsonNode;

import org.registryfleet.audit.fact.Fact;
import org.registryfleet.audit.timeline.DecisionEntry;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Spells out why a stage decided as it did. The status stage records only the identifiers of the
 * rules that matched; here they are replaced by the conditions of its result. The record itself
 * stays unchanged, because a replay compares it byte for byte.
 */
public final class ReasonText {

    private static final String STAGE = "status";
    private static final String AWAITING = "awaiting-deployment";
    private static final Pattern ROWS = Pattern.compile("A\\d+\\w*-P\\d+\\w*-D\\d+\\w*");

    /** The conditions behind the rule ids, in the same order. */
    private static final List<String> TYPES = List.of("Available", "Progressing", "Degraded");

    private ReasonText() {}

    /**
     * A condition of the Config.
     *
     * @param status True, False or Unknown
     * @param reason empty when the rule gives none
     */
    public record ConditionState(String type, String status, String reason) {}

    /**
     * The sentence to show for a decision. Only that of a status is composed, with the rule in
     * parentheses at its end; any other is shown as recorded.
     *
     * @param recorded the reason in the decision's record
     * @param conditions those of the Config in the result; empty when the result is not known
     */
    public static String of(
            String stage, String rule, String recorded, List<ConditionState> conditions) {
        if (!stage.equals(STAGE)) {
            return recorded;
        }
        if (rule.equals(AWAITING)) {
            return "The conditions stay as they are while the Deployment of the new configuration"
                    + " is awaited ("
                    + rule
                    + ")";
        }
        if (!ROWS.matcher(rule).matches()) {
            return recorded;
        }
        var words = new ArrayList<String>();
        for (var type : TYPES) {
            conditions.stream()
                    .filter(condition -> condition.type().equals(type))
                    .findFirst()
                    .ifPresent(condition -> words.add(words(condition)));
        }
        return words.isEmpty()
                ? "Available, Progressing and Degraded were evaluated (rows " + rule + ")"
                : String.join("; ", words) + " (rows " + rule + ")";
    }

    /**
     * The same for a result as JSON.
     *
     * @param result the stage's result; a missing node when it is not known
     */
    public static String of(String stage, String rule, String recorded, JsonNode result) {
        var conditions =
                result.path("configConditions")
                        .valueStream()
                        .map(
                                condition ->
                                        new ConditionState(
                                                condition.path("type").asText(""),
                                                condition.path("status").asText(""),
                                                condition.path("reason").asText("")))
                        .toList();
        return of(stage, rule, recorded, conditions);
    }

    /** The same for a decision of a timeline. */
    public static String of(DecisionEntry decided) {
        var reason = decided.reason();
        return of(decided.stage(), reason.rule(), reason.sentence(), decided.standing());
    }

    /** The same for a published result. */
    public static String of(Fact.ResultPublished resulted) {
        var reason = resulted.reason();
        return of(resulted.stage(), reason.rule(), reason.sentence(), resulted.result());
    }

    private static String words(ConditionState condition) {
        var says = condition.type() + " is " + condition.status();
        return condition.reason().isEmpty() ? says : says + ": " + condition.reason();
    }
}
