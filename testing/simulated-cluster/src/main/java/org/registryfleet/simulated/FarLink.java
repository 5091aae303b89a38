package org.registryfleet.simulated;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * A proxy in front of an API server that is as slow as a link over a satellite: 600 ms round trip,
 * 256 kbit/s each way, 2 % of the packets come a second late, and connections that are idle are
 * cut. It can be down altogether.
 */
public final class FarLink implements AutoCloseable {
    private static final long ONE_WAY = TimeUnit.MILLISECONDS.toNanos(300);
    private static final long STALL = TimeUnit.SECONDS.toNanos(1);
    private static final long BYTES_PER_SECOND = 256_000 / 8;

    private final ServerSocket listener;
    private final InetSocketAddress server;
    private final long idleLimit;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger cut = new AtomicInteger();
    private final LongAdder bytes = new LongAdder();
    private final Random random = new Random(7);
    private volatile boolean isDown;

    /**
     * Opens it.
     *
     * @param idleLimit after which a connection without traffic is cut
     */
    public FarLink(URI server, Duration idleLimit) {
        try {
            this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.server = new InetSocketAddress(server.getHost(), server.getPort());
        this.idleLimit = idleLimit.toNanos();
        threads.execute(this::accept);
        var _ = timer.scheduleWithFixedDelay(this::cutIdle, 50, 50, TimeUnit.MILLISECONDS);
    }

    /** Where clients reach the server over the link. */
    public int port() {
        return listener.getLocalPort();
    }

    /** How many idle connections were cut. */
    public int cut() {
        return cut.get();
    }

    /** How many bytes were carried, both ways; without those of TCP and IP. */
    public long bytes() {
        return bytes.sum();
    }

    /** Cuts all connections, and every new one, until it is up. */
    public void down() {
        isDown = true;
        open.forEach(Connection::close);
    }

    /** Takes connections again. */
    public void up() {
        isDown = false;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var client = listener.accept();
                if (isDown) {
                    client.close();
                } else {
                    var connection = new Connection(client, connected());
                    open.add(connection);
                    threads.execute(new Way(connection, client, connection.server())::carry);
                    threads.execute(new Way(connection, connection.server(), client)::carry);
                }
            } catch (IOException closed) {
                // the next one
            }
        }
    }

    private Socket connected() throws IOException {
        var socket = new Socket();
        socket.connect(server);
        return socket;
    }

    private void cutIdle() {
        var now = System.nanoTime();
        for (var connection : open) {
            if (now - connection.usedAt > idleLimit) {
                cut.incrementAndGet();
                connection.close();
            }
        }
    }

    private final class Connection {
        private final Socket client;
        private final Socket server;
        private volatile long usedAt = System.nanoTime();

        Connection(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        Socket server() {
            return server;
        }

        void close() {
            open.remove(this);
            for (var socket : new Socket[] {client, server}) {
                try {
                    socket.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    /** One direction of a connection. */
    private final class Way {
        private final Connection connection;
        private final Socket from;
        private final Socket to;
        private long due = System.nanoTime();

        Way(Connection connection, Socket from, Socket to) {
            this.connection = connection;
            this.from = from;
            this.to = to;
        }

        void carry() {
            var packet = new byte[1400];
            try {
                for (int n = from.getInputStream().read(packet); n > 0; ) {
                    connection.usedAt = System.nanoTime();
                    bytes.add(n);
                    deliver(Arrays.copyOf(packet, n));
                    n = from.getInputStream().read(packet);
                }
            } catch (IOException broken) {
                // the other end learns of it below
            }
            at(due, connection::close);
        }

        private void deliver(byte[] packet) {
            var transfer = TimeUnit.SECONDS.toNanos(packet.length) / BYTES_PER_SECOND;
            var stall = isStalled() ? STALL : 0;
            due = Math.max(due, System.nanoTime() + ONE_WAY) + transfer + stall;
            at(due, () -> write(packet));
        }

        private void write(byte[] packet) {
            try {
                to.getOutputStream().write(packet);
            } catch (IOException broken) {
                connection.close();
            }
        }

        private void at(long time, Runnable deed) {
            if (!timer.isShutdown()) {
                var _ = timer.schedule(deed, time - System.nanoTime(), TimeUnit.NANOSECONDS);
            }
        }
    }

    private synchronized boolean isStalled() {
        return random.nextInt(100) < 2;
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        timer.shutdownNow();
        open.forEach(Connection::close);
        threads.shutdownNow();
    }
}
