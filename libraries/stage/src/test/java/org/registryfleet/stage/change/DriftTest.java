package org.registryfleet.stage.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.registryfleet.stage.change.Values.REF;
import static org.registryfleet.stage.change.Values.object;
import static org.registryfleet.stage.change.Values.observed;
import static org.registryfleet.stage.change.Values.yaml;

import org.junit.jupiter.api.Test;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Snapshot;

import java.util.List;

class DriftTest {

    private static final String DELETING =
            "{metadata: {deletionTimestamp: 2026-01-01T00:00:00Z, finalizers: [ours, theirs]},"
                    + " spec: {a: 1}}";
    private static final ObjectRef SOURCE = new ObjectRef("v1", "Secret", "ns", "source");

    @Test
    void createsWhatIsAbsentWithoutItsNulls() {
        var secret = SecretValue.copied("/spec/token", SOURCE, "/data/token");
        var desired =
                Desired.object(
                        REF,
                        object("{spec: {token: d, gone: null, list: [{gone: null, b: 1}]}}"),
                        List.of(secret));

        assertThat(Drift.between(desired, Snapshot.empty()))
                .contains(
                        new Change.Create(
                                REF, yaml("{spec: {token: d, list: [{b: 1}]}}"), List.of(secret)));
    }

    @Test
    void writesWhatIsRedactedInAForeignElementOfAListByReference() {
        var digest = "hmac:" + "0".repeat(32);
        var desired =
                Desired.status(
                        REF,
                        object(
                                "{status: {conditions: [{type: Ours, status: ok}, {type: Theirs,"
                                        + " message: token %s}]}}".formatted(digest)));

        var change =
                Drift.between(
                        desired,
                        observed(
                                "{status: {conditions: [{type: Gone}, {type: Ours, status: bad},"
                                        + " {type: Theirs, message: token %s}]}}"
                                                .formatted(digest)));

        assertThat(change)
                .get()
                .isInstanceOfSatisfying(
                        Change.Patch.class,
                        patch ->
                                assertThat(patch.secrets())
                                        .containsExactly(
                                                SecretValue.copied(
                                                        "/status/conditions/1/message",
                                                        REF,
                                                        "/status/conditions/2/message")));
    }

    @Test
    void neverCreatesSomebodyElsesObject() {
        assertThat(Drift.between(Desired.fields(REF, object("{spec: {a: 1}}")), Snapshot.empty()))
                .isEmpty();
        assertThat(Drift.between(Desired.status(REF, object("{status: {a: 1}}")), Snapshot.empty()))
                .isEmpty();
    }

    @Test
    void patchesOnlyWhatDiffersUnderThePreconditionOfWhatWasSeen() {
        var desired = Desired.object(REF, object("{kind: Thing, spec: {a: 1, b: 2}}"));

        assertThat(Drift.between(desired, observed("{kind: Thing, spec: {a: 1, b: 3, c: 4}}")))
                .contains(
                        new Change.Patch(
                                REF,
                                false,
                                "uid-1",
                                "42",
                                yaml("{spec: {b: 2}}"),
                                List.of(),
                                List.of(new FieldDifference("/spec/b", "2", "3"))));
    }

    @Test
    void patchesTheStatusThroughItsSubresource() {
        var desired = Desired.status(REF, object("{status: {a: 1}}"));

        assertThat(Drift.between(desired, observed("{spec: {}}")))
                .map(Change::onStatus)
                .contains(true);
    }

    @Test
    void takesAlongOnlyTheSecretsThatThePatchNeeds() {
        var changed = SecretValue.copied("/spec/changed", SOURCE, "/data/a");
        var same = SecretValue.copied("/spec/same", SOURCE, "/data/b");
        var desired =
                Desired.object(
                        REF,
                        object("{spec: {changed: hmac:2, same: hmac:1}}"),
                        List.of(changed, same));

        var change = Drift.between(desired, observed("{spec: {changed: hmac:0, same: hmac:1}}"));

        assertThat(change.map(Change.Patch.class::cast).orElseThrow().secrets())
                .containsExactly(changed);
    }

    @Test
    void deletesWithThePreconditionOfWhatWasSeen() {
        assertThat(Drift.between(Desired.absent(REF), observed("{spec: {}}")))
                .contains(new Change.Delete(REF, "uid-1", "42", Desired.Deletion.FOREGROUND));
    }

    @Test
    void letsADeletionFinish() {
        assertThat(Drift.between(Desired.absent(REF), observed(DELETING))).isEmpty();
        assertThat(Drift.between(Desired.absent(REF), Snapshot.empty())).isEmpty();
    }

    @Test
    void leavesADeletedObjectAlone() {
        assertThat(Drift.between(Desired.object(REF, object("{spec: {a: 2}}")), observed(DELETING)))
                .isEmpty();
    }

    @Test
    void takesItsFinalizerOffADeletedObject() {
        var desired = Desired.fields(REF, object("{metadata: {finalizers: [theirs]}}"));

        assertThat(Drift.between(desired, observed(DELETING)))
                .map(Change.Patch.class::cast)
                .map(Change.Patch::body)
                .contains(yaml("{metadata: {finalizers: [theirs]}}"));
    }

    @Test
    void reportsTheStatusOfADeletedObject() {
        assertThat(
                        Drift.between(
                                Desired.status(REF, object("{status: {a: 1}}")),
                                observed(DELETING)))
                .isPresent();
    }

    @Test
    void ignoresApiVersionAndKind() {
        var desired = Desired.object(REF, object("{apiVersion: v1, kind: Thing}"));

        assertThat(Drift.between(desired, observed("{apiVersion: v2, kind: Thing}"))).isEmpty();
    }
}
