package org.registryfleet.replay.stream;

import org.jspecify.annotations.Nullable;

import java.util.function.Supplier;

/** Remembers what came of partitions, so that an interrupted replay can go on where it was. */
public interface ReplayCheckpoints {

    /** Remembers nothing. */
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
     * What is read: as an earlier run has fixed it, or else as given.
     *
     * @throws IllegalArgumentException when the earlier run asked for something else
     */
    ReplayPlan plan(ReplayRequest request, Supplier<ReplayPlan> fresh);

    /** What came of a partition; null when it is not done. */
    @Nullable PartitionResult find(int partition);

    /** A partition is done. Called from any thread. */
    void done(PartitionResult result);
}
