package org.registryfleet.storageprovisioner.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.registryfleet.stage.change.Change;
import org.registryfleet.stage.change.Drift;
import org.registryfleet.stage.decision.Event;
import org.registryfleet.stage.decision.Fold;
import org.registryfleet.stage.ledger.Answer;
import org.registryfleet.stage.ledger.Issue;
import org.registryfleet.stage.ledger.Scope;
import org.registryfleet.stage.view.Contact;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Registration;
import org.registryfleet.storageprovisioner.claim.RegistryClaim;
import org.registryfleet.storageprovisioner.config.RegistryConfig;
import org.registryfleet.storageprovisioner.outcome.StoragePhase;
import org.registryfleet.storageprovisioner.outcome.StorageState;
import org.registryfleet.storageprovisioner.placement.OpenStackStorage;
import org.registryfleet.storageprovisioner.platform.PlatformFacts;
import org.registryfleet.storageprovisioner.platform.StorageClassFact;
import org.registryfleet.storageprovisioner.stage.StorageStage;

/**
 * A cluster in memory with the stage at work, and with stand-ins for the deployer (Deployment and
 * Service come with ready storage and go with Removed) and the reporter (Config.status follows).
 * Every settling must come to rest.
 */
public final class Story {

    static final ObjectRef DEPLOYMENT =
            new ObjectRef("apps/v1", "Deployment", RegistryClaim.NAMESPACE, "image-registry");

    private static final int PATIENCE = 60;

    private final ApiServer api = new ApiServer();
    private final StorageStage stage;
    private final Deque<Event> pending = new ArrayDeque<>();
    private final List<StorageState> results = new ArrayList<>();
    private final boolean claimsFirst;
    private Fold<StorageState> fold = Fold.of("c1");
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private boolean deploys = true;

    private Story(OpenStackStorage openStack, boolean claimsFirst) {
        this.stage = new StorageStage(openStack);
        this.claimsFirst = claimsFirst;
        fold = fold.evolve(new Event.Synced("s1"), now);
    }

    /**
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
        return platform(new PlatformFacts(type, true, false, false, List.of(), false));
    }

    public Story platform(PlatformFacts facts) {
        fold = fold.evolve(new Event.Resulted(facts), now);
        return this;
    }

    public Story defaultClass(String provisioner, String... accessModes) {
        return platform(
                new PlatformFacts(
                        "VSphere",
                        true,
                        false,
                        false,
                        List.of(
                                new StorageClassFact(
                                        "thin", provisioner, true, List.of(accessModes))),
                        false));
    }

    public Story mode(Registration.Ownership mode) {
        var registration = new Registration("c1", "", Map.of(), mode, false, Map.of());
        fold = fold.evolve(new Event.Registered(registration), now);
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
        now = now.plus(time);
        return settle();
    }

    public Story withoutDeployer() {
        deploys = false;
        return this;
    }

    /** The watcher lists everything before the first decision. */
    public Story listed() {
        watch();
        pending.forEach(event -> fold = fold.evolve(event, now));
        pending.clear();
        return this;
    }

    /** Runs until nothing happens any more. On the way nothing is called failed that is not. */
    public Story settle() {
        int before = results.size();
        run();
        var since = results.subList(before, results.size());
        if (!since.isEmpty() && state().phase() != StoragePhase.FAILED) {
            assertThat(since).extracting(StorageState::phase).doesNotContain(StoragePhase.FAILED);
        }
        return this;
    }

    private Story run() {
        for (int round = 0; round < PATIENCE; round++) {
            watch();
            boolean wrote = decide();
            deploy();
            report();
            if (!wrote && pending.isEmpty() && !watch()) {
                return this;
            }
        }
        throw new AssertionError("does not come to rest: " + results);
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

    public StorageState state() {
        return results.getLast();
    }

    /** The phases published so far, without repetitions. */
    public List<StoragePhase> phases() {
        var phases = new ArrayList<StoragePhase>();
        for (var result : results) {
            if (phases.isEmpty() || phases.getLast() != result.phase()) {
                phases.add(result.phase());
            }
        }
        return phases;
    }

    public int writes() {
        return api.writes();
    }

    private boolean watch() {
        var touched = new ArrayList<>(api.takeTouched());
        touched.removeIf(ref -> !stage.concerns(ref));
        touched.sort((a, b) -> Boolean.compare(isClaim(a) ^ claimsFirst, isClaim(b) ^ claimsFirst));
        for (var ref : touched) {
            var object = api.find(ref);
            pending.add(
                    object.isPresent()
                            ? new Event.Seen("s1", object.get())
                            : new Event.Gone("s1", ref));
        }
        return !touched.isEmpty();
    }

    /** One event at a time, with a decision after each. */
    private boolean decide() {
        boolean wrote = false;
        do {
            if (!pending.isEmpty()) {
                fold = fold.evolve(pending.remove(), now);
            }
            wrote |= decideOnce();
        } while (!pending.isEmpty());
        return wrote;
    }

    private boolean decideOnce() {
        var decision = stage.decide(fold.view(), now);
        var result = decision.result();
        if (result != null && !result.equals(fold.view().previous())) {
            results.add(result);
            fold = fold.with(fold.view().withPrevious(result));
        }
        var changes = new ArrayList<Change>();
        decision.desired()
                .forEach(
                        desired ->
                                Drift.between(desired, fold.view().objects())
                                        .ifPresent(changes::add));
        var plan =
                fold.view()
                        .ledger()
                        .plan(changes, fold.view().objects(), new Scope("c1", "storage"), now);
        fold = fold.with(fold.view().withLedger(plan.ledger()));
        plan.issues().forEach(this::execute);
        return !plan.issues().isEmpty();
    }

    private void execute(Issue issue) {
        Answer answer;
        try {
            var after = api.write(issue.change());
            answer = new Answer.Done(issue.actionId(), after.uid(), after.resourceVersion());
        } catch (ApiServer.Refusal refusal) {
            boolean conflict = refusal.getMessage().equals("conflict");
            answer =
                    new Answer.Failed(
                            issue.actionId(),
                            !conflict,
                            conflict,
                            "Refused",
                            refusal.getMessage(),
                            Duration.ZERO,
                            now);
        }
        pending.add(new Event.Answered(answer));
    }

    private void deploy() {
        if (!deploys || results.isEmpty() || !hasConfig()) {
            return;
        }
        var config = new RegistryConfig(api.find(RegistryConfig.REF).orElseThrow());
        boolean goes =
                config.observed().isDeleting() || config.managementState().equals("Removed");
        boolean holds =
                state().configUid().equals(config.uid())
                        && state().configGeneration() == config.generation();
        if (goes) {
            api.delete(DEPLOYMENT);
        } else if (holds && state().phase() == StoragePhase.READY && !has(DEPLOYMENT)) {
            api.put(
                    Yaml.object(
                            "{apiVersion: apps/v1, kind: Deployment, metadata: {name:"
                                    + " image-registry, namespace: openshift-image-registry}}"));
        }
    }

    private void report() {
        if (results.isEmpty() || !hasConfig()) {
            return;
        }
        var uid = api.find(RegistryConfig.REF).orElseThrow().uid();
        if (!state().configUid().equals(uid)) {
            return;
        }
        var body = JsonNodeFactory.instance.objectNode();
        var status = body.putObject("status");
        var storage = state().applied().storage().deepCopy();
        var shown = api.find(RegistryConfig.REF).orElseThrow().status().path("storage");
        shown.properties()
                .forEach(
                        field -> {
                            if (!storage.has(field.getKey())) {
                                storage.putNull(field.getKey());
                            }
                        });
        status.set("storage", storage);
        status.put("storageManaged", state().applied().managed());
        var conditions = status.putArray("conditions");
        state().applied()
                .conditions()
                .forEach(
                        condition ->
                                conditions
                                        .addObject()
                                        .put("type", condition.type())
                                        .put("status", condition.status())
                                        .put("reason", condition.reason())
                                        .put("message", condition.message()));
        merge(RegistryConfig.REF, body);
    }

    private static boolean isClaim(ObjectRef ref) {
        return ref.kind().equals("PersistentVolumeClaim");
    }

    /** Nothing is published or written when nothing happens. */
    public Story assertQuiet() {
        int published = results.size();
        int written = api.writes();
        settle();
        assertThat(results).hasSize(published);
        assertThat(api.writes()).isEqualTo(written);
        return this;
    }

    /** As when the watcher has lost the cluster. */
    public Story losesContact() {
        fold =
                fold.evolve(
                        new Event.ContactChanged(
                                new Contact(Contact.State.LOST, now, "connection refused")),
                        now);
        return this;
    }
}
