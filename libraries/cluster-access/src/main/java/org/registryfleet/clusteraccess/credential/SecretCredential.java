package org.registryfleet.clusteraccess.credential;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.fabric8.kubernetes.client.Config;

import org.registryfleet.clusteraccess.api.CredentialException;
import org.registryfleet.clusteraccess.credential.KubeconfigCredential.Source;

import java.net.URI;
import java.time.Instant;
import java.util.Base64;

/**
 * Credentials from the data of Secrets. Whoever may write a Secret must not make this process run
 * commands, read its files or trust just any server, so what would do so is refused.
 */
public final class SecretCredential {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SecretCredential() {}

    /**
     * A kubeconfig, or server, token and ca.crt.
     *
     * @param key that holds the kubeconfig; empty for {@code kubeconfig} or the parts
     * @param problem prefix of every error message
     * @param now by the clock that credentials end by
     * @throws CredentialException when it cannot be used
     */
    public static Credential kubeconfig(JsonNode secret, String key, String problem, Instant now) {
        var kubeconfig = value(secret, key.isEmpty() ? "kubeconfig" : key, problem);
        if (!kubeconfig.isEmpty()) {
            return KubeconfigCredential.read(Source.ofSecret(kubeconfig), problem, now);
        }
        if (!key.isEmpty()) {
            throw new CredentialException(problem + ": the Secret has no key " + key);
        }
        var server = value(secret, "server", problem);
        if (server.isBlank() || value(secret, "token", problem).isEmpty()) {
            throw new CredentialException(
                    problem + ": the Secret needs the key kubeconfig, or server, token and ca.crt");
        }
        var ca = secret.path("data").path("ca.crt").asText();
        return token(secret, server, ca, problem);
    }

    /**
     * A token from a Secret for a server that is named elsewhere.
     *
     * @param authority CA in base64; empty for the host's trust store
     * @throws CredentialException when it cannot be used
     */
    public static Credential token(
            JsonNode secret, String server, String authority, String problem) {
        var token = value(secret, "token", problem);
        if (token.isBlank()) {
            throw new CredentialException(problem + ": the Secret has no key token");
        }
        return Credential.of(
                config(server, authority, problem),
                TokenSource.bearer(token),
                Credential.version(server + " " + authority + " " + secret.path("data").toString()),
                TokenExpiry.of(token));
    }

    /**
     * A cluster Secret of Argo CD.
     *
     * @throws CredentialException when it cannot be used, or only by running a command
     */
    public static Credential argo(JsonNode secret, String problem) {
        var text = value(secret, "config", problem);
        if (text.isBlank()) {
            throw new CredentialException(
                    problem + ": NoConfig: the Secret has no key config with a credential");
        }
        var config = json(text, problem);
        refuseUnsupported(config, problem);
        var tls = config.path("tlsClientConfig");
        var settings =
                config(
                        value(secret, "server", problem).replaceAll("[?#].*", ""),
                        tls.path("caData").asText(),
                        problem);
        if (!tls.path("certData").asText().isEmpty()) {
            settings.setClientCertData(tls.path("certData").asText());
            settings.setClientKeyData(tls.path("keyData").asText());
        }
        KubeconfigCredential.useProxy(settings, config.path("proxyUrl").asText());
        return Credential.of(
                settings,
                authorization(config),
                Credential.version(secret.path("data").toString()),
                TokenExpiry.earlier(
                        ClientCertificate.validUntil(settings, problem),
                        TokenExpiry.of(config.path("bearerToken").asText())));
    }

    private static void refuseUnsupported(JsonNode config, String problem) {
        if (config.path("execProviderConfig").isObject()) {
            throw new CredentialException(
                    problem
                            + ": ExecInSecret: execProviderConfig names a command, which is not run; use a bearerToken");
        }
        if (config.path("awsAuthConfig").isObject()) {
            throw new CredentialException(
                    problem
                            + ": NeedsProvider: awsAuthConfig is not supported; use a bearerToken of a service account");
        }
        if (config.path("tlsClientConfig").path("insecure").asBoolean()) {
            throw new CredentialException(
                    problem
                            + ": InsecureTls: tlsClientConfig.insecure trusts any server; give its CA in caData");
        }
        // Vert.x would go on with the name in the URL, and send the token to whoever has that one
        if (!config.path("tlsClientConfig").path("serverName").asText().isEmpty()) {
            throw new CredentialException(
                    problem
                            + ": ServerName: tlsClientConfig.serverName is not supported; name the server by a host name that is in its certificate");
        }
    }

    private static TokenSource authorization(JsonNode config) {
        var token = config.path("bearerToken").asText();
        var user = config.path("username").asText();
        if (!token.isEmpty() || user.isEmpty()) {
            return TokenSource.bearer(token);
        }
        var pair = user + ":" + config.path("password").asText();
        var header = "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
        return () -> header;
    }

    private static JsonNode json(String text, String problem) {
        try {
            var config = JSON.readTree(text);
            if (config.isObject()) {
                return config;
            }
        } catch (JsonProcessingException malformed) {
            // its message would quote the credential
        }
        throw new CredentialException(problem + ": NoConfig: the key config is no JSON object");
    }

    private static Config config(String server, String authority, String problem) {
        var config = Config.empty();
        config.setMasterUrl(address(server.strip(), problem));
        config.setCaCertData(authority.isEmpty() ? null : authority);
        ClientCertificate.requireAuthority(config, problem);
        return config;
    }

    // the address is not repeated: it may hold a login
    private static String address(String server, String problem) {
        try {
            var address = URI.create(server);
            if (address.getRawUserInfo() != null) {
                throw new CredentialException(
                        problem + ": UserInfo: the server's address holds a login");
            }
            if (server.startsWith("http") && address.getHost() != null) {
                return server;
            }
        } catch (IllegalArgumentException malformed) {
            // the same as any other text that is no address
        }
        throw new CredentialException(
                problem + ": NoServer: the server's address is not https://host[:port][/path]");
    }

    /** A value of a Secret as text; empty when the key is missing. */
    public static String value(JsonNode secret, String key, String problem) {
        try {
            return new String(
                    Base64.getMimeDecoder().decode(secret.path("data").path(key).asText()), UTF_8);
        } catch (IllegalArgumentException e) {
            throw new CredentialException(problem + ": the key " + key + " is not base64");
        }
    }
}
