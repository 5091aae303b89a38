package org.registryfleet.replay.stream;

import org.jspecify.annotations.Nullable;

import java.util.function.Supplier;

/** Stores the results of completed partitions, so that an interrupted replay can resume. */
public interface ReplayCheckpoints {

    /** Stores no checkpoints. */
    ReplayCheckpoints NONE =
            new ReplayCheckpoints() {
                @Override
                public ReplayPlan plan(ReplayRequest request, Supplier<ReplayPlan> fresh) {
                    return fresh.get();
                }

                @Override
                public @Nullable PartitionResult find(int partition) {
                    return null;
                }

                @Override
                public void done(PartitionResult result) {}
            };

    /**
     * The plan of an earlier run, or else the given one.
     *
     * @throws IllegalArgumentException if the earlier run had another request
     */
    ReplayPlan plan(ReplayRequest request, Supplier<ReplayPlan> fresh);

    /** The result of a partition; null if it is not complete. */
    @Nullable PartitionResult find(int partition);

    /** Stores the result of a completed partition. Called from any thread. */
    void done(PartitionResult result);
}
