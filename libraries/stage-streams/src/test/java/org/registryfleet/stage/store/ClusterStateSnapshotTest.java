package org.registryfleet.stage.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.registryfleet.stage.decision.Event;
import org.registryfleet.stage.decision.Fold;
import org.registryfleet.stage.decision.View;
import org.registryfleet.stage.ledger.Contests;
import org.registryfleet.stage.ledger.Failure;
import org.registryfleet.stage.ledger.Ledger;
import org.registryfleet.stage.ledger.LedgerEntry;
import org.registryfleet.stage.ledger.Slot;
import org.registryfleet.stage.runtime.ClusterState;
import org.registryfleet.stage.runtime.Steps;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Unreadable;
import org.registryfleet.stage.view.UnservedKind;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The format of the persisted state has a version. */
class ClusterStateSnapshotTest {

    /** As the release before there were versions wrote it. */
    private static final String FIRST =
            "{'session':'1/s','complete':true,'contact':'CONNECTED','contactSince':null,"
                    + "'contactDetail':'','unreadable':[{'kind':'Route','where':'ns'}],'lines':[{'ref':{'apiVersion':'v1',"
                    + "'kind':'ConfigMap','namespace':'ns','name':'map'},'status':false,'state':'awaiting',"
                    + "'actionId':'a1','intention':'i','attempt':2,'time':5,'since':null,'uid':'','version':'',"
                    + "'failure':null,'before':{'ref':{'apiVersion':'v1','kind':'ConfigMap','namespace':'ns',"
                    + "'name':'map'},'status':false,'state':'failing','actionId':'a0','intention':'i','attempt':1,"
                    + "'time':4,'since':3,'uid':'','version':'7','failure':{'refused':false,'conflict':true,"
                    + "'reason':'Conflict','message':'m'},'before':null}}],'issued':2,"
                    + "'positions':[{'topic':'fleet.observations.v1','partition':0,'offset':7}],'wakeAt':5,"
                    + "'afterAlarm':false,'step':3,'silent':[{'at':1,'trigger':null,'basis':[],'interrupted':false}]}";

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final ClusterState.LastDecision LAST =
            new ClusterState.LastDecision(
                    null, false, new Steps(0, List.of(), List.of()), null, null);

    @Test
    void readsTheOneWithoutAVersion() {
        var state = ClusterStateSnapshot.read(bytes(FIRST));

        assertThat(state.version()).isZero();
        assertThat(state.basis()).hasSize(1);
        assertThat(state.latest()).isEmpty();
        assertThat(state.last().steps().count()).isEqualTo(3);
        var view = state.onto(View.of("c1"));
        assertThat(view.unreadable()).hasSize(1);
        assertThat(view.unserved()).isEmpty();
        assertThat(view.ledger().entries().values())
                .singleElement()
                .isInstanceOfSatisfying(
                        LedgerEntry.Awaiting.class,
                        awaiting -> assertThat(awaiting.before().failure().conflict()).isTrue());
    }

    @Test
    void keepsWhichKindsAreNotServed() {
        var unserved = Set.of(new UnservedKind("route.openshift.io/v1", "Route"));
        var fold = Fold.<String>of("c1").evolve(new Event.Synced("1/s", Set.of(), unserved), NOW);
        var state = new ClusterState<>(fold, List.of(), Map.of(), LAST);

        var read = ClusterStateSnapshot.read(ClusterStateSnapshot.of(state).write());

        assertThat(read.onto(View.of("c1")).unserved()).isEqualTo(unserved);
    }

    /** They have more to say about themselves than what they consist of. */
    @Test
    void keepsWhatFailedAndWhatCannotBeRead() {
        var failing =
                new LedgerEntry.Failing(
                        "a0", "i", 1, new Failure(true, false, "Invalid", "m"), NOW, NOW, "7");
        var ref = new ObjectRef("v1", "ConfigMap", "ns", "map");
        var unreadable = Set.of(Unreadable.of(ref), new Unreadable("Route", ""));
        var ledger = Ledger.of(Map.of(new Slot(ref, false), failing), 2, Contests.NONE);
        var view = View.<String>of("c1").withUnreadable(unreadable).withLedger(ledger);
        var state =
                new ClusterState<>(new Fold<>(view, "1/s", Set.of()), List.of(), Map.of(), LAST);

        var written = ClusterStateSnapshot.of(state).write();

        var read = ClusterStateSnapshot.read(written).onto(View.<String>of("c1"));
        assertThat(read.unreadable()).isEqualTo(unreadable);
        assertThat(read.ledger().entries()).isEqualTo(ledger.entries());
        assertThat(new String(written, StandardCharsets.UTF_8))
                .doesNotContain("nvalid\":", "ofOne");
    }

    @Test
    void readsWhatWasOnceWrittenTooMuch() {
        var more =
                FIRST.replace("'where':'ns'", "'where':'ns','ofOneObject':false")
                        .replace("'message':'m'", "'message':'m','invalid':false");

        var read = ClusterStateSnapshot.read(bytes(more)).onto(View.of("c1"));

        var first = ClusterStateSnapshot.read(bytes(FIRST)).onto(View.of("c1"));
        assertThat(read.unreadable()).isEqualTo(first.unreadable());
        assertThat(read.ledger().entries()).isEqualTo(first.ledger().entries());
    }

    @Test
    void refusesOneOfALaterRelease() {
        var later = bytes(FIRST.replaceFirst("\\{", "{'version':99,"));

        assertThatThrownBy(() -> ClusterStateSnapshot.read(later))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("run that release");
    }

    private static byte[] bytes(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }
}
