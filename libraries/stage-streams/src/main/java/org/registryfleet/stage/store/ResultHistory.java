package org.registryfleet.stage.store;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;

/**
 * The last two published results of a cluster. The earlier one is needed after a crash that lost
 * the step which published the latest.
 *
 * @param number of the write that completes the step
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

    /** The last result published as of the write with the number. */
    byte @Nullable [] at(long reached) {
        return number <= reached ? latest : earlier;
    }
}
