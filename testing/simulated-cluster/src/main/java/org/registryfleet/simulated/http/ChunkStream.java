package org.registryfleet.simulated.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;

/** The body of a streaming answer. Writes go out at once; any thread may write. */
public final class ChunkStream {
    private static final byte[] LINE_END = {'\r', '\n'};
    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final ReentrantLock lock = new ReentrantLock();
    private final OutputStream out;
    private final CompletableFuture<Boolean> whole = new CompletableFuture<>();

    ChunkStream(OutputStream out) {
        this.out = out;
    }

    /** Sends these bytes as one chunk; nothing happens when the stream has ended. */
    public void send(byte[] bytes) {
        lock.lock();
        try {
            if (!whole.isDone()) {
                out.write(frame(bytes));
            }
        } catch (IOException gone) {
            whole.complete(false);
        } finally {
            lock.unlock();
        }
    }

    /** Whether it has ended, whoever ended it. */
    public boolean isOver() {
        return whole.isDone();
    }

    /** Ends the body properly; the connection lives on. */
    public void end() {
        lock.lock();
        try {
            if (!whole.isDone()) {
                out.write(LAST_CHUNK);
                whole.complete(true);
            }
        } catch (IOException gone) {
            whole.complete(false);
        } finally {
            lock.unlock();
        }
    }

    /** Ends the body in the middle, as a broken connection does. */
    public void abort() {
        whole.complete(false);
    }

    /** Runs the action when the stream has ended, whoever ended it. */
    public void onEnd(Runnable action) {
        var _ = whole.whenComplete((ended, none) -> action.run());
    }

    /** Completes with whether the body was ended properly. */
    CompletableFuture<Boolean> whole() {
        return whole;
    }

    private static byte[] frame(byte[] bytes) {
        var size = Integer.toHexString(bytes.length).getBytes(StandardCharsets.US_ASCII);
        var frame = new byte[size.length + bytes.length + 4];
        System.arraycopy(size, 0, frame, 0, size.length);
        System.arraycopy(LINE_END, 0, frame, size.length, 2);
        System.arraycopy(bytes, 0, frame, size.length + 2, bytes.length);
        System.arraycopy(LINE_END, 0, frame, frame.length - 2, 2);
        return frame;
    }
}
