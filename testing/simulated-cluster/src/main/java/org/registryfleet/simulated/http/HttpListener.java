package org.registryfleet.simulated.http;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Listens on one address and serves each connection on a virtual thread of its own. */
public final class HttpListener implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(HttpListener.class);
    private static final int BACKLOG = 4096;

    private final ServerSocket listener;
    private final Function<HttpRequest, HttpReply> application;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private HttpListener(ServerSocket listener, Function<HttpRequest, HttpReply> application) {
        this.listener = listener;
        this.application = application;
    }

    /**
     * Starts to listen; port 0 takes a free one. The application answers each request on the
     * connection's thread.
     */
    public static HttpListener start(
            InetSocketAddress address, Function<HttpRequest, HttpReply> application) {
        try {
            var listener = new ServerSocket();
            listener.setReuseAddress(true);
            listener.bind(address, BACKLOG);
            var server = new HttpListener(listener, application);
            Thread.ofVirtual().name("api-accept").start(server::accept);
            return server;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The port it listens on. */
    public int port() {
        return listener.getLocalPort();
    }

    /** The number of open connections. */
    public int connections() {
        return open.size();
    }

    @Override
    public void close() {
        closeQuietly(listener);
        open.forEach(HttpListener::closeQuietly);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                serve(listener.accept());
            } catch (IOException failure) {
                if (!listener.isClosed()) {
                    log.warn("could not accept a connection: {}", failure.getMessage());
                }
            }
        }
    }

    private void serve(Socket socket) {
        open.add(socket);
        if (listener.isClosed()) {
            closeQuietly(socket);
        }
        Thread.ofVirtual()
                .name("api-connection")
                .start(
                        () -> {
                            try {
                                new HttpConnection(socket, application).run();
                            } finally {
                                open.remove(socket);
                            }
                        });
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception failure) {
            log.trace("close failed", failure);
        }
    }
}
