package org.registryfleet.scenarios.play;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.simulated.SimulatedCluster;
import org.registryfleet.simulated.SimulatedFleet;
import org.registryfleet.simulated.SimulatedObjectRef;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Copies the ConfigMap toy/wish into the Secret toy/granted, some time after it is asked to. */
public final class ToyOperator extends IdleTarget {

    private static final SimulatedObjectRef WISH =
            new SimulatedObjectRef("v1", "ConfigMap", "toy", "wish");

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final UnaryOperator<String> grant;
    private final Consumer<SimulatedCluster> mischief;
    private ScheduledFuture<?> work;

    public ToyOperator(
            SimulatedFleet fleet,
            String id,
            UnaryOperator<String> grant,
            Consumer<SimulatedCluster> mischief) {
        super(fleet, id);
        this.grant = grant;
        this.mischief = mischief;
    }

    @Override
    public void startOperator() {
        mischief.accept(fleet.cluster(id));
        work = timer.scheduleWithFixedDelay(this::copy, 60, 60, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stopOperator() {
        work.cancel(false);
        CompletableFuture.runAsync(() -> {}, timer).join();
    }

    private void copy() {
        var cluster = fleet.cluster(id);
        cluster.get(WISH).ifPresent(wish -> cluster.apply(secret(wish)));
    }

    private ObjectNode secret(ObjectNode wish) {
        var secret = JsonNodeFactory.instance.objectNode();
        secret.put("apiVersion", "v1").put("kind", "Secret");
        secret.putObject("metadata").put("name", "granted").put("namespace", "toy");
        secret.putObject("stringData").put("of", grant.apply(wish.at("/data/of").asText()));
        return secret;
    }

    @Override
    public void close() {
        timer.close();
        super.close();
    }
}
