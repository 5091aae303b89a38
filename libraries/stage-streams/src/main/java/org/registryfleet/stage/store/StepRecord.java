package org.registryfleet.stage.store;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;

/**
 * One write to the state store: an input and the state snapshot after it was folded. The entry with
 * the highest number holds a cluster's current state, so every step is atomic.
 *
 * @param number sequence number of the cluster's writes
 * @param wakeAt when the timer is due, in epoch milliseconds, or {@link #NEVER}
 * @param state a {@link ClusterStateSnapshot}
 * @param input the record's value; null when there is none; for a state entry, the keys encoded by
 *     {@link StoreContents#dropping}
 */
@SuppressWarnings("ArrayRecordComponent") // written for every input record
record StepRecord(long number, long wakeAt, byte[] state, byte @Nullable [] input) {

    static final long NEVER = Long.MAX_VALUE;

    private static final int HEADER = 2 * Long.BYTES + 2 * Integer.BYTES;
    private static final int NONE = -1;

    /**
     * The head of an entry, enough to restore timers. Every entry is scanned at start, so the rest
     * is not deserialized.
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
