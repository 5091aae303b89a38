package org.registryfleet.stage.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import org.junit.jupiter.api.Test;

import java.util.concurrent.atomic.AtomicInteger;

/** A derived value is derived again exactly when something that it depends on has changed. */
class SnapshotTest {

    private static final ObjectRef A = ObjectRef.clusterScoped("v1", "Node", "a");
    private static final ObjectRef B = ObjectRef.clusterScoped("v1", "Node", "b");
    private static final Derivation<String> VERSION_OF_A = A::equals;

    private final AtomicInteger derivings = new AtomicInteger();

    @Test
    void keepsAValueWhenAnotherObjectChanges() {
        var first = Snapshot.empty().with(object(A, "1"));
        var value = version(first, "premise");

        assertThat(version(first.with(object(B, "1")).without(B), "premise")).isSameAs(value);
        assertThat(derivings).hasValue(1);
    }

    @Test
    void derivesAgainWhenItsObjectChangesOrGoes() {
        var first = Snapshot.empty().with(object(A, "1"));

        assertThat(version(first, "premise")).isEqualTo("1");
        assertThat(version(first.with(object(A, "2")), "premise")).isEqualTo("2");
        assertThat(version(first.without(A), "premise")).isEqualTo("none");
        assertThat(version(first, "premise")).isEqualTo("1");
    }

    @Test
    void derivesAgainWhenAPremiseChanges() {
        var snapshot = Snapshot.empty().with(object(A, "1"));

        version(snapshot, new String("premise"));
        version(snapshot, new String("premise"));
        assertThat(derivings).hasValue(1);

        version(snapshot, "another");
        assertThat(derivings).hasValue(2);
    }

    @Test
    void takesEqualTreesForDifferentPremises() {
        var snapshot = Snapshot.empty().with(object(A, "1"));

        version(snapshot, JsonNodeFactory.instance.objectNode());
        version(snapshot, JsonNodeFactory.instance.objectNode());

        assertThat(derivings).hasValue(2);
    }

    private String version(Snapshot snapshot, Object premise) {
        return snapshot.derive(
                VERSION_OF_A,
                () -> {
                    derivings.incrementAndGet();
                    return snapshot.find(A).map(Observed::resourceVersion).orElse("none");
                },
                premise);
    }

    private static Observed object(ObjectRef ref, String version) {
        return new Observed(ref, "uid", version, JsonNodeFactory.instance.objectNode());
    }
}
