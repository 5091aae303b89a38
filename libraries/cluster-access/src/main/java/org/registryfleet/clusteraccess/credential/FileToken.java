package org.registryfleet.clusteraccess.credential;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A token in a file that is rotated externally, such as a bound service account token. */
final class FileToken implements TokenSource {
    private static final long RECHECK_NANOS = TimeUnit.SECONDS.toNanos(20);

    private record Read(String header, long readAt) {}

    private final Path file;
    private volatile Read last;

    FileToken(Path file) throws IOException {
        this.file = file;
        this.last = new Read(header(), System.nanoTime());
    }

    @Override
    public String authorization() {
        var known = last;
        if (System.nanoTime() - known.readAt() < RECHECK_NANOS) {
            return known.header();
        }
        try {
            last = new Read(header(), System.nanoTime());
        } catch (IOException e) {
            // the file is being rotated: the old token is still valid, and the next check reads the
            // new one
            last = new Read(known.header(), System.nanoTime());
        }
        return last.header();
    }

    private String header() throws IOException {
        return "Bearer " + Files.readString(file).strip();
    }
}
