package org.registryfleet.stage.store;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;

/**
 * What one write to the store keeps: an input of a cluster, and all that the stage remembered
 * beside its inputs when it had taken that one in. Of a cluster's entries the one with the highest
 * number tells where the stage stands, so one write is one step, whatever a crash cuts off.
 *
 * @param number counts the writes about the cluster
 * @param wakeAt when the alarm rings, in epoch milliseconds; {@link #NEVER} for not at all
 * @param state a {@link ClusterStateSnapshot}
 * @param input the record's value; null when the entry holds none, or none any more; of a state
 *     entry, what {@link StoreContents#dropping} made
 */
@SuppressWarnings("ArrayRecordComponent") // written for every record of the log
record StepRecord(long number, long wakeAt, byte[] state, byte @Nullable [] input) {

    static final long NEVER = Long.MAX_VALUE;

    private static final int HEADER = 2 * Long.BYTES + 2 * Integer.BYTES;
    private static final int NONE = -1;

    /**
     * What of an entry is needed to find the alarm of a cluster: only its head is read, since at
     * the start every entry is.
     */
    record Mark(long number, long wakeAt, boolean hasInput) {

        static Mark read(byte[] bytes) {
            var buffer = ByteBuffer.wrap(bytes);
            var number = buffer.getLong();
            var wakeAt = buffer.getLong();
            buffer.getInt();
            return new Mark(number, wakeAt, buffer.getInt() != NONE);
        }

        static Mark later(Mark a, Mark b) {
            return a.number() < b.number() ? b : a;
        }
    }

    static StepRecord read(byte[] bytes) {
        var buffer = ByteBuffer.wrap(bytes);
        var number = buffer.getLong();
        var wakeAt = buffer.getLong();
        var state = new byte[buffer.getInt()];
        int length = buffer.getInt();
        buffer.get(state);
        if (length == NONE) {
            return new StepRecord(number, wakeAt, state, null);
        }
        var input = new byte[length];
        buffer.get(input);
        return new StepRecord(number, wakeAt, state, input);
    }

    byte[] write() {
        var buffer =
                ByteBuffer.allocate(HEADER + state.length + (input == null ? 0 : input.length));
        buffer.putLong(number).putLong(wakeAt).putInt(state.length);
        buffer.putInt(input == null ? NONE : input.length).put(state);
        if (input != null) {
            buffer.put(input);
        }
        return buffer.array();
    }
}
