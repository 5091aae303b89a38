package org.registryfleet.clusteraccess.credential;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import io.fabric8.kubernetes.client.Config;

import org.jspecify.annotations.Nullable;
import org.registryfleet.clusteraccess.api.CredentialException;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;

/** Builds a credential from a kubeconfig. The client library parses it and resolves the context. */
final class KubeconfigCredential {
    private static final YAMLMapper YAML = new YAMLMapper();

    private KubeconfigCredential() {}

    /**
     * @param folder folder of the file; null for a kubeconfig from a Secret, which must be
     *     self-contained: whoever may write a Secret must not make this process run commands or
     *     read its files
     * @param problem prefix of every error message: cluster and reference
     */
    static Credential read(String content, @Nullable Path folder, String problem) {
        var tree = parse(content, problem);
        requireNoPlugin(tree, problem);
        if (folder == null) {
            requireSelfContained(tree, problem);
        }
        try {
            var config = Config.fromKubeconfig(withAbsolutePaths(tree, folder));
            requireServer(config, problem);
            var token = token(config, tree, folder);
            config.setAutoOAuthToken(null);
            config.setOauthToken(null);
            return new Credential(config, token, Credential.version(content));
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

    private static JsonNode parse(String content, String problem) {
        try {
            var tree = YAML.readTree(content);
            if (tree.path("clusters").isEmpty() || tree.path("contexts").isEmpty()) {
                throw new CredentialException(
                        problem
                                + ": this is not a kubeconfig: it needs clusters, contexts and a"
                                + " current-context");
            }
            return tree;
        } catch (JsonProcessingException e) {
            // the parser's message would quote the text
            var place = e.getLocation();
            throw new CredentialException(
                    "%s: not readable as YAML (line %d)"
                            .formatted(problem, place == null ? 0 : place.getLineNr()));
        }
    }

    // the client would call the identity provider by itself, and read files that the plugin names
    private static void requireNoPlugin(JsonNode tree, String problem) {
        if (tree.findValue("auth-provider") != null) {
            throw new CredentialException(
                    problem
                            + ": a kubeconfig must not use 'auth-provider', which Kubernetes gave up"
                            + " in 1.26; put in a token or a client certificate");
        }
    }

    private static void requireSelfContained(JsonNode tree, String problem) {
        for (var key :
                new String[] {
                    "exec", "tokenFile", "certificate-authority", "client-certificate", "client-key"
                }) {
            if (tree.findValue(key) != null) {
                throw new CredentialException(
                        problem
                                + ": a kubeconfig in a Secret must not use '"
                                + key
                                + "'; put the data itself in, for example"
                                + " certificate-authority-data and token");
            }
        }
    }

    private static void requireServer(Config config, String problem) {
        if (config.getCurrentContext() == null) {
            throw new CredentialException(
                    problem + ": current-context is missing or names no context of the file");
        }
        var server = config.getMasterUrl();
        if (server == null || !server.startsWith("http") || URI.create(server).getHost() == null) {
            throw new CredentialException(
                    problem + ": the current context's cluster has no server address");
        }
    }

    // the library only resolves relative paths in files it reads itself
    private static String withAbsolutePaths(JsonNode tree, @Nullable Path folder)
            throws JsonProcessingException {
        if (folder != null) {
            var copy = tree.deepCopy();
            for (var key :
                    new String[] {"certificate-authority", "client-certificate", "client-key"}) {
                for (var parent : copy.findParents(key)) {
                    if (parent instanceof ObjectNode holder) {
                        holder.put(key, folder.resolve(parent.path(key).asText()).toString());
                    }
                }
            }
            return YAML.writeValueAsString(copy);
        }
        return YAML.writeValueAsString(tree);
    }

    private static TokenSource token(Config config, JsonNode tree, @Nullable Path folder)
            throws IOException {
        if (notEmpty(config.getUsername()) && notEmpty(config.getPassword())) {
            var pair = config.getUsername() + ":" + config.getPassword();
            var header =
                    "Basic "
                            + Base64.getEncoder()
                                    .encodeToString(pair.getBytes(StandardCharsets.UTF_8));
            return () -> header;
        }
        var file = user(config, tree).path("tokenFile").asText();
        if (!file.isEmpty() && folder != null) {
            return new FileToken(folder.resolve(file));
        }
        return config.getAutoOAuthToken() == null
                ? TokenSource.none()
                : TokenSource.bearer(config.getAutoOAuthToken());
    }

    private static JsonNode user(Config config, JsonNode tree) {
        var name = config.getCurrentContext().getContext().getUser();
        for (var user : tree.path("users")) {
            if (user.path("name").asText().equals(name)) {
                return user.path("user");
            }
        }
        return tree.path("users").path(-1);
    }

    private static boolean notEmpty(@Nullable String text) {
        return text != null && !text.isEmpty();
    }
}
