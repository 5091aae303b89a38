package org.registryfleet.stage.store;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;

/**
 * The result of a cluster that was published last, and the one before: a crash may keep the step
 * that the last one belongs to from the store.
 *
 * @param number of the write that ends the step
 * @param earlier null when there was none
 */
@SuppressWarnings("ArrayRecordComponent") // read and written as bytes only
record ResultHistory(long number, byte[] latest, byte @Nullable [] earlier) {

    static ResultHistory read(byte[] bytes) {
        var buffer = ByteBuffer.wrap(bytes);
        var number = buffer.getLong();
        var latest = new byte[buffer.getInt()];
        buffer.get(latest);
        if (!buffer.hasRemaining()) {
            return new ResultHistory(number, latest, null);
        }
        var earlier = new byte[buffer.remaining()];
        buffer.get(earlier);
        return new ResultHistory(number, latest, earlier);
    }

    byte[] write() {
        int rest = earlier == null ? 0 : earlier.length;
        var buffer = ByteBuffer.allocate(Long.BYTES + Integer.BYTES + latest.length + rest);
        buffer.putLong(number).putInt(latest.length).put(latest);
        if (earlier != null) {
            buffer.put(earlier);
        }
        return buffer.array();
    }

    /** What had been published when the cluster's entries had come to the number. */
    byte @Nullable [] at(long reached) {
        return number <= reached ? latest : earlier;
    }
}
