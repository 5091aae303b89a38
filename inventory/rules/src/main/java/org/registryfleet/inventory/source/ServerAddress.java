package org.registryfleet.inventory.source;

import java.net.URI;
import java.net.URISyntaxException;

/** What an API server's address may look like. */
public final class ServerAddress {

    private ServerAddress() {}

    /**
     * Why the address cannot be used; empty when it can. Never repeats it: it may hold a password.
     */
    public static String fault(String server) {
        try {
            var address = new URI(server.strip());
            if (address.getRawUserInfo() != null) {
                return "UserInfo: the server's address holds a login; move it into the credential";
            }
            var scheme = address.getScheme();
            boolean isHttp = "https".equals(scheme) || "http".equals(scheme);
            return isHttp && address.getHost() != null
                    ? ""
                    : "NoServer: the server's address is not https://host[:port][/path]";
        } catch (URISyntaxException malformed) {
            return "NoServer: the server's address is not https://host[:port][/path]";
        }
    }

    /** The address without query and fragment, which identify no server. */
    public static String canonical(String server) {
        return server.strip().replaceAll("[?#].*", "").replaceAll("/+$", "");
    }
}
