package org.registryfleet.objectstorage.azure;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Takes requests for {@code /<host>/<path>}, as the endpoint override sends them, to a server that
 * tells accounts apart by the Host header. Only for requests without a body.
 */
final class HostInPath implements AutoCloseable {

    /** Of the connection to here, not of the request. */
    private static final Set<String> HOP =
            Set.of("host", "connection", "upgrade", "http2-settings");

    private static final Pattern TARGET = Pattern.compile("/([^/?]+)/?(.*)");

    private final ServerSocket socket;
    private final int server;

    private HostInPath(ServerSocket socket, int server) {
        this.socket = socket;
        this.server = server;
    }

    static HostInPath before(int server) throws IOException {
        var front =
                new HostInPath(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), server);
        Thread.ofVirtual().start(front::accept);
        return front;
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    private void accept() {
        try {
            while (true) {
                var client = socket.accept();
                Thread.ofVirtual().start(() -> forward(client));
            }
        } catch (IOException closed) {
            // the end of the test
        }
    }

    private void forward(Socket client) {
        try (client;
                var upstream = new Socket("127.0.0.1", server)) {
            upstream.getOutputStream().write(request(client).getBytes(StandardCharsets.US_ASCII));
            upstream.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException gone) {
            // whoever asked sees that the connection has ended
        }
    }

    private static String request(Socket client) throws IOException {
        var reader =
                new BufferedReader(
                        new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
        var first = reader.readLine().split(" ", 3);
        var target = TARGET.matcher(first[1]);
        if (!target.matches()) {
            throw new IOException("no host in " + first[1]);
        }
        var lines = new ArrayList<String>();
        lines.add(first[0] + " /" + target.group(2) + " HTTP/1.1");
        lines.add("Host: " + target.group(1));
        lines.add("Connection: close");
        for (var line = reader.readLine(); !line.isEmpty(); line = reader.readLine()) {
            if (!HOP.contains(line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT))) {
                lines.add(line);
            }
        }
        return String.join("\r\n", lines) + "\r\n\r\n";
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
