package org.registryfleet.storageprovisioner.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.fleetpolicy.assignment.AssignedField;
import org.registryfleet.fleetpolicy.assignment.Assignment;
import org.registryfleet.fleetpolicy.assignment.Danger;
import org.registryfleet.fleetpolicy.assignment.SpecField;
import org.registryfleet.stage.decision.Event;
import org.registryfleet.stage.view.FieldOwner;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Registration;
import org.registryfleet.storageprovisioner.claim.RegistryClaim;
import org.registryfleet.storageprovisioner.config.RegistryConfig;
import org.registryfleet.storageprovisioner.decision.StorageStage;
import org.registryfleet.storageprovisioner.placement.OpenStackStorage;
import org.registryfleet.storageprovisioner.platform.DetectedPlatform;
import org.registryfleet.storageprovisioner.platform.DetectedStorageClass;
import org.registryfleet.storageprovisioner.result.StoragePhase;
import org.registryfleet.storageprovisioner.result.StorageResultState;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A cluster in memory with the stage at work among the other services. Every settling must come to
 * rest.
 */
public final class Story {

    private static final int PATIENCE = 60;

    private final ApiServer api = new ApiServer();
    private final OtherServices others = new OtherServices(api);
    private final StageAtWork work;

    private Story(OpenStackStorage openStack, boolean claimsFirst) {
        this.work = new StageAtWork(api, new StorageStage(openStack), claimsFirst);
    }

    /**
     * Begins with an empty cluster and its own claim as storage.
     *
     * @param claimsFirst whether changes of claims are seen before those of the Config made at the
     *     same time, or after them
     */
    public static Story begin(boolean claimsFirst) {
        return new Story(OpenStackStorage.CLAIM, claimsFirst);
    }

    public static Story begin(OpenStackStorage openStack) {
        return new Story(openStack, true);
    }

    public Story platform(String type) {
        return platform(new DetectedPlatform(type, true, false, false, List.of(), false));
    }

    public Story platform(DetectedPlatform facts) {
        work.learn(new Event.Resulted(facts));
        return this;
    }

    public Story defaultClass(String provisioner, String... accessModes) {
        return platform(
                new DetectedPlatform(
                        "VSphere",
                        true,
                        false,
                        false,
                        List.of(
                                new DetectedStorageClass(
                                        "thin", provisioner, true, List.of(accessModes))),
                        false));
    }

    public Story mode(Registration.Ownership mode) {
        var registration = new Registration("c1", "", Map.of(), mode, false, Map.of());
        work.learn(new Event.Registered(registration));
        return this;
    }

    /** A person who sees the Config as it is asks for these fields of its spec. */
    public Story ask(String id, String spec, Danger... allow) {
        return ask(id, config().at("/metadata/generation").asLong(), spec, allow);
    }

    /** The same for a Config as it was seen in that generation. */
    public Story ask(String id, long generation, String spec, Danger... allow) {
        var fields = fields(spec).stream().map(one -> one.allowing(Set.of(allow))).toList();
        var seen = new Assignment.Seen(config().at("/metadata/uid").asText(), generation);
        var asked = new Assignment(id, fields, "alice", Instant.EPOCH, "move it", seen);
        work.learn(new Event.Resulted(new Assignment.Requested(asked)));
        return this;
    }

    private static List<AssignedField> fields(String spec) {
        return Yaml.object(spec).properties().stream()
                .map(
                        field ->
                                AssignedField.requested(
                                        new SpecField(SpecField.Subject.CONFIG, field.getKey()),
                                        field.getValue()))
                .toList();
    }

    /** A policy assigns these fields of the Config's spec. */
    public Story assign(AssignedField.Source policy, String spec, Danger... allow) {
        var fields =
                fields(spec).stream().map(one -> one.allowing(Set.of(allow)).from(policy)).toList();
        var assigned =
                new Assignment(
                        "", fields, policy.policy(), Instant.EPOCH, "", Assignment.Seen.NONE);
        work.learn(new Event.Resulted(new Assignment.Assigned(assigned)));
        return this;
    }

    /** All objects are owned like that from now on. */
    public Story owned(String manager, String... pointers) {
        api.owned(List.of(new FieldOwner(manager, List.of(pointers))));
        return this;
    }

    public Story learn(Event event) {
        work.learn(event);
        return this;
    }

    public Story apply(ObjectNode object) {
        api.put(object);
        return this;
    }

    public Story apply(String yaml) {
        return apply(Yaml.object(yaml));
    }

    public Story claim(String name, String accessMode, boolean ours) {
        var annotations = ours ? "annotations: {imageregistry.openshift.io: \"true\"}, " : "";
        return apply(
                "{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {"
                        + annotations
                        + "name: "
                        + name
                        + ", namespace: openshift-image-registry}, spec: {accessModes: ["
                        + accessMode
                        + "]}, status: {phase: Bound}}");
    }

    public Story patch(String spec) {
        return merge(RegistryConfig.REF, Yaml.object("{spec: " + spec + "}"));
    }

    public Story merge(ObjectRef ref, JsonNode body) {
        if (api.find(ref).isPresent()) {
            api.merge(ref, body);
        }
        return this;
    }

    public Story delete(ObjectRef ref) {
        api.delete(ref);
        return this;
    }

    public Cloud cloud() {
        return work.cloud();
    }

    public Story collects(boolean value) {
        api.collects(value);
        return this;
    }

    public Story refuse(ObjectRef ref, String message) {
        api.refuse(ref, message);
        return this;
    }

    public Story allow(ObjectRef ref) {
        api.allow(ref);
        return this;
    }

    /** Lets time pass, so that what has failed is tried again. */
    public Story later(Duration time) {
        work.pass(time);
        return settle();
    }

    public Story withoutDeployer() {
        others.stopDeploying();
        return this;
    }

    /** The watcher lists everything before the first decision. */
    public Story listed() {
        work.list();
        return this;
    }

    /** Runs until nothing happens any more. On the way nothing is called failed that is not. */
    public Story settle() {
        int before = results().size();
        run();
        var since = results().subList(before, results().size());
        if (!since.isEmpty() && state().phase() != StoragePhase.FAILED) {
            assertThat(since)
                    .extracting(StorageResultState::phase)
                    .doesNotContain(StoragePhase.FAILED);
        }
        return this;
    }

    private Story run() {
        for (int round = 0; round < PATIENCE; round++) {
            boolean wrote = work.decide();
            if (!results().isEmpty()) {
                others.follow(state());
            }
            if (!wrote && work.isIdle()) {
                return this;
            }
        }
        throw new AssertionError("does not come to rest: " + results());
    }

    public JsonNode config() {
        return api.find(RegistryConfig.REF).orElseThrow().content();
    }

    public boolean has(ObjectRef ref) {
        return api.find(ref).isPresent();
    }

    public boolean hasConfig() {
        return has(RegistryConfig.REF);
    }

    public JsonNode claim(String name) {
        return api.find(RegistryClaim.ref(name))
                .map(object -> object.content())
                .orElse(JsonNodeFactory.instance.missingNode());
    }

    public StorageResultState state() {
        return results().getLast();
    }

    /** The phases published so far, without repetitions. */
    public List<StoragePhase> phases() {
        var phases = new ArrayList<StoragePhase>();
        for (var result : results()) {
            if (phases.isEmpty() || phases.getLast() != result.phase()) {
                phases.add(result.phase());
            }
        }
        return phases;
    }

    public int writes() {
        return api.writes();
    }

    /** Nothing is published or written when nothing happens. */
    public Story assertQuiet() {
        int published = results().size();
        int written = api.writes();
        settle();
        assertThat(results()).hasSize(published);
        assertThat(api.writes()).isEqualTo(written);
        return this;
    }

    private List<StorageResultState> results() {
        return work.results();
    }
}
