package org.registryfleet.clusteraccess.credential;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;
import org.registryfleet.clusteraccess.api.CredentialException;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A credential plugin of a kubeconfig file ({@code users[].user.exec}), which prints an
 * ExecCredential. It gets no input, ten seconds and 64 KiB; what it writes to stderr and its
 * arguments may hold secrets and are shown nowhere.
 */
final class ExecPlugin {
    private static final Duration TIME_LIMIT = Duration.ofSeconds(10);
    private static final int MOST_OUTPUT = 64 * 1024;
    private static final Set<String> VERSIONS =
            Set.of("client.authentication.k8s.io/v1", "client.authentication.k8s.io/v1beta1");
    private static final JsonMapper JSON = new JsonMapper();

    private final JsonNode exec;
    private final JsonNode cluster;
    private final Path folder;
    private final String problem;

    /**
     * What the plugin printed.
     *
     * @param status token, or clientCertificateData and clientKeyData
     * @param expires null when the credential says no end
     */
    record Issued(JsonNode status, @Nullable Instant expires) {}

    /**
     * @param cluster entry of the kubeconfig that the plugin may be told of
     * @param folder relative commands start here
     * @param problem prefix of every error message
     */
    ExecPlugin(JsonNode exec, JsonNode cluster, Path folder, String problem) {
        this.exec = exec;
        this.cluster = cluster;
        this.folder = folder;
        this.problem = problem + ": the exec command '" + exec.path("command").asText() + "' ";
    }

    /**
     * Runs the command.
     *
     * @throws CredentialException when it has no usable result
     */
    Issued run(Instant now) {
        if (!VERSIONS.contains(exec.path("apiVersion").asText())) {
            throw failure(
                    "has the apiVersion '%s'; %s is supported"
                            .formatted(
                                    exec.path("apiVersion").asText(),
                                    "client.authentication.k8s.io/v1 (or v1beta1)"));
        }
        if (exec.path("interactiveMode").asText().equals("Always")) {
            throw failure("wants to ask somebody (interactiveMode Always), but nobody is there");
        }
        var issued = issued(output());
        if (issued.expires() != null && !issued.expires().isAfter(now)) {
            throw failure("printed a credential that expired at " + issued.expires());
        }
        return issued;
    }

    private String output() {
        Process process;
        try {
            process = command().start();
            process.getOutputStream().close();
        } catch (IOException e) {
            throw failure("cannot be started; is it in the image, executable and in the PATH?");
        }
        try {
            var output = read(process);
            if (output.length > MOST_OUTPUT) {
                throw failure("printed more than %d KiB".formatted(MOST_OUTPUT / 1024));
            }
            if (!process.waitFor(TIME_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw failure("did not end within %d s".formatted(TIME_LIMIT.toSeconds()));
            }
            if (process.exitValue() != 0) {
                throw failure(
                        "failed with exit status %d; run it by hand to see why"
                                .formatted(process.exitValue()));
            }
            return new String(output, UTF_8);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure("was interrupted");
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private byte[] read(Process process) throws InterruptedException {
        var output = new CompletableFuture<byte[]>();
        Thread.ofVirtual().start(() -> read(process.getInputStream(), output));
        try {
            return output.get(TIME_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw failure("did not end within %d s".formatted(TIME_LIMIT.toSeconds()));
        } catch (ExecutionException e) {
            throw failure("closed its output");
        }
    }

    private static void read(InputStream stream, CompletableFuture<byte[]> output) {
        try {
            output.complete(stream.readNBytes(MOST_OUTPUT + 1));
        } catch (IOException e) {
            output.completeExceptionally(new UncheckedIOException(e));
        }
    }

    private ProcessBuilder command() {
        var command = exec.path("command").asText();
        var words = new ArrayList<String>();
        words.add(command.contains("/") ? folder.resolve(command).toString() : command);
        exec.path("args").forEach(argument -> words.add(argument.asText()));
        var builder = new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD);
        exec.path("env")
                .forEach(
                        variable ->
                                builder.environment()
                                        .put(
                                                variable.path("name").asText(),
                                                variable.path("value").asText()));
        builder.environment().put("KUBERNETES_EXEC_INFO", info().toString());
        return builder;
    }

    private ObjectNode info() {
        var info = JSON.createObjectNode();
        info.put("apiVersion", exec.path("apiVersion").asText()).put("kind", "ExecCredential");
        var spec = info.putObject("spec").put("interactive", false);
        if (exec.path("provideClusterInfo").asBoolean()) {
            spec.set("cluster", cluster.deepCopy());
        }
        return info;
    }

    private Issued issued(String output) {
        JsonNode credential;
        try {
            credential = JSON.readTree(output);
        } catch (JsonProcessingException e) {
            // the parser's message would quote the output
            throw failure("printed no JSON");
        }
        if (!credential.path("kind").asText().equals("ExecCredential")
                || !credential.path("apiVersion").equals(exec.path("apiVersion"))) {
            throw failure("printed no ExecCredential of " + exec.path("apiVersion").asText());
        }
        var status = credential.path("status");
        if (status.path("token").asText("").isBlank()
                && (status.path("clientCertificateData").asText("").isBlank()
                        || status.path("clientKeyData").asText("").isBlank())) {
            throw failure(
                    "printed neither status.token nor clientCertificateData and clientKeyData");
        }
        return new Issued(status, expires(status.path("expirationTimestamp").asText("")));
    }

    private @Nullable Instant expires(String text) {
        try {
            return text.isEmpty() ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw failure("printed an expirationTimestamp that is no RFC 3339 time");
        }
    }

    private CredentialException failure(String what) {
        return new CredentialException(problem + what);
    }
}
