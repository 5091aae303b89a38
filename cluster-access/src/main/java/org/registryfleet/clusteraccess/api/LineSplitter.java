package org.registryfleet.clusteraccess.api;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Cuts a stream of bytes into lines; keeps an unfinished one. Not safe for concurrent use. */
final class LineSplitter {
    private final ByteArrayOutputStream unfinished = new ByteArrayOutputStream(0);

    List<byte[]> add(List<ByteBuffer> buffers) {
        var lines = new ArrayList<byte[]>();
        for (var buffer : buffers) {
            var bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            split(bytes, lines);
        }
        return lines;
    }

    private void split(byte[] bytes, List<byte[]> lines) {
        var start = 0;
        for (var i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                unfinished.write(bytes, start, i - start);
                if (unfinished.size() > 0) {
                    lines.add(unfinished.toByteArray());
                    unfinished.reset();
                }
                start = i + 1;
            }
        }
        unfinished.write(bytes, start, bytes.length - start);
    }
}
