package org.registryfleet.clusteraccess.credential;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import io.fabric8.kubernetes.client.Config;

import org.jspecify.annotations.Nullable;
import org.registryfleet.clusteraccess.api.CredentialException;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Builds a credential from a kubeconfig: the entries of one context, with the content of the files
 * that they name and with what their credential plugin prints.
 */
final class KubeconfigCredential {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Duration MARGIN = Duration.ofMinutes(1);
    private static final String AUTHORITY = "certificate-authority";
    private static final String CERTIFICATE = "client-certificate";
    private static final String KEY = "client-key";

    private final String context;
    private final @Nullable Path folder;
    private final String problem;
    private final List<Path> files = new ArrayList<>();
    private final StringBuilder stamp;
    private String authority = "";
    private ExecPlugin.@Nullable Issued issued;

    /**
     * A kubeconfig as it was read.
     *
     * @param context to use; empty for its current context
     * @param folder folder of the file; null for a kubeconfig from a Secret, which must be
     *     self-contained: whoever may write a Secret must not make this process run commands or
     *     read its files
     * @param stamp of the file; empty for a Secret
     */
    record Source(String content, String context, @Nullable Path folder, String stamp) {
        static Source ofSecret(String content) {
            return new Source(content, "", null, "");
        }

        /** It may hold secrets. */
        @Override
        public String toString() {
            return "Source[" + context + "]";
        }
    }

    private KubeconfigCredential(Source source, String problem) {
        this.context = source.context();
        this.folder = source.folder();
        this.stamp = new StringBuilder(source.stamp());
        this.problem = problem;
    }

    /**
     * Reads the credential of one context.
     *
     * @param problem prefix of every error message: cluster and reference
     */
    static Credential read(Source source, String problem, Instant now) {
        var reading = new KubeconfigCredential(source, problem);
        var content = source.content();
        try {
            return reading.credential(reading.current(reading.parse(content), now), now);
        } catch (CredentialException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new CredentialException(
                    problem
                            + ": the kubeconfig cannot be used ("
                            + e.getClass().getSimpleName()
                            + "); try it with 'kubectl --kubeconfig <file> version'");
        }
    }

    private JsonNode parse(String content) {
        try {
            var tree = YAML.readTree(content);
            if (tree.path("clusters").isEmpty() || tree.path("contexts").isEmpty()) {
                throw refused(
                        "this is not a kubeconfig: it needs clusters, contexts and a"
                                + " current-context");
            }
            if (folder == null) {
                requireSelfContained(tree);
            }
            return tree;
        } catch (JsonProcessingException e) {
            // the parser's message would quote the text
            var place = e.getLocation();
            throw refused(
                    "not readable as YAML (line %d)"
                            .formatted(place == null ? 0 : place.getLineNr()));
        }
    }

    private void requireSelfContained(JsonNode tree) {
        if (tree.findValue("exec") != null) {
            throw refused(
                    "a kubeconfig in a Secret must not use 'exec': whoever may write the Secret"
                            + " would run commands here; mount the kubeconfig as a file");
        }
        for (var key : List.of("tokenFile", AUTHORITY, CERTIFICATE, KEY)) {
            if (tree.findValue(key) != null) {
                throw refused(
                        "a kubeconfig in a Secret must not use '"
                                + key
                                + "'; put the data itself in, for example"
                                + " certificate-authority-data and token");
            }
        }
    }

    private JsonNode wanted(JsonNode tree) {
        var name = context.isEmpty() ? tree.path("current-context").asText("") : context;
        var found = entry(tree, "contexts", name, "context");
        if (found.isMissingNode()) {
            throw refused(
                    context.isEmpty()
                            ? "current-context is missing or names no context of the file"
                            : "the file has no context of that name; 'kubectl config"
                                    + " get-contexts' lists them");
        }
        return found;
    }

    /** A kubeconfig of the wanted context alone, which names no file and no command. */
    private ObjectNode current(JsonNode tree, Instant now) throws IOException {
        var wanted = wanted(tree);
        var cluster = copy(entry(tree, "clusters", wanted.path("cluster").asText(), "cluster"));
        var user = copy(entry(tree, "users", wanted.path("user").asText(), "user"));
        requireSupported(cluster, user);
        authority = inline(cluster, AUTHORITY);
        inline(user, CERTIFICATE);
        inline(user, KEY);
        var token = file(user, "tokenFile");
        if (token != null) {
            user.put("token", token.strip());
        }
        runPlugin(cluster, user, now);
        return kubeconfig(cluster, user);
    }

    private void requireSupported(JsonNode cluster, JsonNode user) {
        // the client would call the identity provider by itself, and read files that it names
        if (user.has("auth-provider")) {
            throw refused(
                    "a kubeconfig must not use 'auth-provider', which Kubernetes gave up in 1.26;"
                            + " put in a token, a client certificate or an exec command");
        }
        // Vert.x would go on with the name in the URL, and send the token to whoever has that one
        if (!cluster.path("tls-server-name").asText("").isEmpty()) {
            throw refused(
                    "tls-server-name is not supported; name the server by a host name that is in"
                            + " its certificate");
        }
        if (!cluster.path("server").asText().startsWith("http")
                || URI.create(cluster.path("server").asText()).getHost() == null) {
            throw refused("the current context's cluster has no server address");
        }
    }

    private void runPlugin(ObjectNode cluster, ObjectNode user, Instant now) {
        var exec = user.remove("exec");
        if (exec == null || folder == null) {
            return;
        }
        issued = new ExecPlugin(exec, cluster, folder, problem).run(now);
        var status = issued.status();
        if (status.hasNonNull("token")) {
            user.put("token", status.path("token").asText().strip());
        }
        if (status.hasNonNull("clientCertificateData")) {
            user.put(CERTIFICATE + "-data", base64(status.path("clientCertificateData").asText()))
                    .put(KEY + "-data", base64(status.path("clientKeyData").asText()));
        }
    }

    private Credential credential(ObjectNode kubeconfig, Instant now) throws IOException {
        var text = YAML.writeValueAsString(kubeconfig);
        var config = Config.fromKubeconfig(text);
        useProxy(config, kubeconfig.at("/clusters/0/cluster/proxy-url").asText(""));
        ClientCertificate.requireAuthority(config, problem);
        var ends = ClientCertificate.validUntil(config, problem);
        var token = config.getAutoOAuthToken() == null ? "" : config.getAutoOAuthToken();
        ends = TokenExpiry.earlier(ends, TokenExpiry.of(token));
        config.setAutoOAuthToken(null);
        config.setOauthToken(null);
        var expires = issued == null ? null : issued.expires();
        return new Credential(
                config,
                source(config, token),
                Credential.version(text),
                authority.isEmpty() ? Credential.authority(config) : authority,
                stamp.toString(),
                files,
                TokenExpiry.earlier(ends, expires),
                expires == null ? null : beforeEnd(now, expires));
    }

    // the client itself would use a proxy at an http address for servers at http addresses alone
    static void useProxy(Config config, String url) {
        if (!url.isEmpty()) {
            config.setHttpProxy(url);
            config.setHttpsProxy(url);
        }
    }

    private static Instant beforeEnd(Instant now, Instant end) {
        var fifth = Duration.between(now, end).dividedBy(5);
        return end.minus(fifth.compareTo(MARGIN) < 0 ? fifth : MARGIN);
    }

    private static TokenSource source(Config config, String token) {
        var name = config.getUsername();
        var password = config.getPassword();
        if (name != null && !name.isEmpty() && password != null && !password.isEmpty()) {
            var header = "Basic " + base64(name + ":" + password);
            return () -> header;
        }
        return TokenSource.bearer(token);
    }

    private static ObjectNode kubeconfig(ObjectNode cluster, ObjectNode user) {
        var tree = YAML.createObjectNode();
        tree.put("apiVersion", "v1").put("kind", "Config").put("current-context", "current");
        named(tree, "clusters").set("cluster", cluster);
        named(tree, "users").set("user", user);
        var context = named(tree, "contexts").putObject("context");
        context.put("cluster", "current").put("user", "current");
        return tree;
    }

    private static ObjectNode named(ObjectNode tree, String list) {
        return tree.putArray(list).addObject().put("name", "current");
    }

    private static JsonNode entry(JsonNode tree, String list, String name, String member) {
        for (var entry : tree.path(list)) {
            if (!name.isEmpty() && entry.path("name").asText().equals(name)) {
                return entry.path(member);
            }
        }
        return tree.path(list).path(-1);
    }

    private static ObjectNode copy(JsonNode entry) {
        return entry instanceof ObjectNode object ? object.deepCopy() : YAML.createObjectNode();
    }

    /** Puts a file's content in place of its name; gives the digest of what was put in. */
    private String inline(ObjectNode holder, String key) throws IOException {
        var content = file(holder, key);
        if (content == null || holder.hasNonNull(key + "-data")) {
            return "";
        }
        holder.put(key + "-data", base64(content));
        return Credential.version(content);
    }

    private @Nullable String file(ObjectNode holder, String key) {
        var name = holder.remove(key);
        if (name == null || name.asText().isEmpty() || folder == null) {
            return null;
        }
        var file = folder.resolve(name.asText());
        files.add(file);
        stamp.append(Credential.stamp(file));
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw refused(
                    "the file %s, which %s names, cannot be read (%s)"
                            .formatted(name.asText(), key, e.getClass().getSimpleName()));
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    private CredentialException refused(String what) {
        return new CredentialException(problem + ": " + what);
    }
}
