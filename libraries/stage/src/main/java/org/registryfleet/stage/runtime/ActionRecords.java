package org.registryfleet.stage.runtime;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import org.registryfleet.events.Action;
import org.registryfleet.events.Decision;
import org.registryfleet.events.ObjectKey;
import org.registryfleet.events.Substitution;
import org.registryfleet.events.ValueEncoding;
import org.registryfleet.events.Verb;
import org.registryfleet.stage.change.Change;
import org.registryfleet.stage.change.Desired;
import org.registryfleet.stage.change.SecretValue;
import org.registryfleet.stage.ledger.IssuedAction;
import org.registryfleet.stage.ledger.LedgerOwner;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Observed;
import org.registryfleet.stage.view.Snapshot;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Encodes issued actions as Avro records. */
final class ActionRecords {

    private static final String FOREGROUND =
            JsonNodeFactory.instance
                    .objectNode()
                    .put("gracePeriodSeconds", 0)
                    .put("propagationPolicy", "Foreground")
                    .toString();

    private ActionRecords() {}

    /**
     * @param snapshot what the decision stood on
     */
    static Action action(
            LedgerOwner owner, IssuedAction issued, Decision decision, Snapshot snapshot) {
        var change = issued.change();
        return Action.newBuilder()
                .setId(issued.actionId())
                .setCluster(owner.cluster())
                .setStage(owner.stage())
                .setVerb(verb(change))
                .setObject(key(change.ref()))
                .setUid(uid(change))
                .setResourceVersion(resourceVersion(change))
                .setBody(body(change))
                .setSubstitutions(substitutions(change, snapshot))
                .setAttempt(issued.attempt())
                .setDeadline(millis(issued.deadline()))
                .setDecision(decision)
                .build();
    }

    static ObjectKey key(ObjectRef ref) {
        return new ObjectKey(ref.apiVersion(), ref.kind(), ref.namespace(), ref.name());
    }

    private static Verb verb(Change change) {
        return switch (change) {
            case Change.Create _ -> Verb.CREATE;
            case Change.Patch patch -> patch.onStatus() ? Verb.PATCH_STATUS : Verb.PATCH;
            case Change.Delete _ -> Verb.DELETE;
        };
    }

    private static String uid(Change change) {
        return switch (change) {
            case Change.Create _ -> "";
            case Change.Patch patch -> patch.uid();
            case Change.Delete delete -> delete.uid();
        };
    }

    private static String resourceVersion(Change change) {
        return switch (change) {
            case Change.Create _ -> "";
            case Change.Patch patch -> patch.resourceVersion();
            case Change.Delete delete -> delete.resourceVersion();
        };
    }

    private static String body(Change change) {
        return switch (change) {
            case Change.Create create -> create.body().toString();
            case Change.Patch patch -> patch.body().toString();
            case Change.Delete delete ->
                    delete.deletion() == Desired.Deletion.FOREGROUND ? FOREGROUND : "";
        };
    }

    private static List<Substitution> substitutions(Change change, Snapshot snapshot) {
        var secrets =
                switch (change) {
                    case Change.Create create -> create.secrets();
                    case Change.Patch patch -> patch.secrets();
                    case Change.Delete _ -> List.<SecretValue>of();
                };
        boolean isCopy = change instanceof Change.Create && !change.ref().liesOutside();
        return secrets.stream()
                .map(one -> substitution(one, isCopy ? version(one, snapshot) : ""))
                .toList();
    }

    /** A create has no version of its own by which an old one could be told. */
    private static String version(SecretValue secret, Snapshot snapshot) {
        return Optional.ofNullable(secret.source())
                .flatMap(snapshot::find)
                .map(Observed::resourceVersion)
                .orElse("");
    }

    private static Substitution substitution(SecretValue secret, String sourceVersion) {
        var source = secret.source();
        return Substitution.newBuilder()
                .setPointer(secret.pointer())
                .setSource(source == null ? null : key(source))
                .setSourcePointer(secret.sourcePointer())
                .setEncoding(secret.base64() ? ValueEncoding.BASE64 : ValueEncoding.PLAIN)
                .setSourceVersion(sourceVersion)
                .build();
    }

    private static Instant millis(Instant instant) {
        return Instant.ofEpochMilli(instant.toEpochMilli());
    }
}
