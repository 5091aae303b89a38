package org.registryfleet.clusteraccess.execution;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;

import org.registryfleet.clusteraccess.api.ApiRequest;
import org.registryfleet.clusteraccess.api.ApiResult;
import org.registryfleet.clusteraccess.api.ClusterApi;
import org.registryfleet.events.ObjectKey;
import org.registryfleet.events.Substitution;

import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Resolves the substitutions of one action. Each source object is read once, so that values which
 * belong together come from the same resourceVersion.
 */
final class SecretResolver {
    private static final Pattern RANDOM_HEX = Pattern.compile("random-hex:([1-9]\\d{0,2})");
    private static final Pattern PLACE = Pattern.compile("\\{(/[^{}]*)\\}");
    private static final String TEXT = "text:";
    private static final String APPEND = "append:";
    private static final String TEMPLATE = "template:";
    private static final String YAML = "yaml:";

    /** The value cannot be resolved; carries the result to return instead. */
    static final class Unavailable extends Exception {
        private static final long serialVersionUID = 1;
        private final transient ResolvedBody why;

        Unavailable(ResolvedBody why) {
            super(why.toString(), null, false, false);
            this.why = why;
        }

        ResolvedBody why() {
            return why;
        }
    }

    private final ClusterApi api;
    private final KindResolver kinds;
    private final RandomGenerator random;
    private final Map<ObjectKey, JsonNode> read = new HashMap<>();

    SecretResolver(ClusterApi api, KindResolver kinds, RandomGenerator random) {
        this.api = api;
        this.kinds = kinds;
        this.random = random;
    }

    /** Whether the value is appended to the existing text. */
    static boolean isAppended(Substitution substitution) {
        return substitution.getSourcePointer().startsWith(APPEND);
    }

    byte[] value(Substitution substitution) throws Unavailable {
        var source = substitution.getSource();
        var written = substitution.getSourcePointer();
        var pointer = written.startsWith(APPEND) ? written.substring(APPEND.length()) : written;
        if (source == null && pointer.startsWith(TEXT)) {
            return pointer.substring(TEXT.length()).getBytes(UTF_8);
        }
        if (source == null) {
            return generated(pointer);
        }
        var object = read(source);
        var version = object.at("/metadata/resourceVersion").asText();
        if (!substitution.getSourceVersion().isEmpty()
                && !substitution.getSourceVersion().equals(version)) {
            throw new Unavailable(
                    new ResolvedBody.SourceChanged(
                            "%s has version %s, the decision stood on %s"
                                    .formatted(
                                            name(source),
                                            version,
                                            substitution.getSourceVersion())));
        }
        if (pointer.startsWith(YAML)) {
            var text = new String(pick(object, source, pointer.substring(YAML.length())), UTF_8);
            return YamlText.of(text).getBytes(UTF_8);
        }
        return pointer.startsWith(TEMPLATE)
                ? composed(object, source, pointer.substring(TEMPLATE.length()))
                : pick(object, source, pointer);
    }

    private byte[] generated(String pointer) throws Unavailable {
        var wish = RANDOM_HEX.matcher(pointer);
        if (!wish.matches()) {
            throw new Unavailable(
                    new ResolvedBody.Wrong(
                            "'" + pointer + "' generates nothing: use random-hex:<bytes>"));
        }
        var bytes = new byte[Integer.parseInt(wish.group(1))];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes).getBytes(UTF_8);
    }

    private JsonNode read(ObjectKey source) throws Unavailable {
        var known = read.get(source);
        if (known != null) {
            return known;
        }
        var object =
                switch (kinds.resolve(api, source.getApiVersion(), source.getKind())) {
                    case KindResolver.Known(var kind) ->
                            api.call(
                                    ApiRequest.get(
                                            kind.objectPath(
                                                    source.getNamespace(), source.getName())));
                    case KindResolver.Unknown(var failure) -> failure;
                };
        return switch (object) {
            case ApiResult.Success(_, var body) -> {
                read.put(source, body);
                yield body;
            }
            case ApiResult.Rejected rejected when rejected.code() == 404 ->
                    throw missing(source, "does not exist");
            case ApiResult.Failure failure ->
                    throw new Unavailable(new ResolvedBody.SourceUnread(failure));
        };
    }

    /**
     * Renders a template, such as a credentials file, in which {/json/pointer} stands for a value.
     */
    private static byte[] composed(JsonNode object, ObjectKey source, String template)
            throws Unavailable {
        var text = new ByteArrayOutputStream();
        var place = PLACE.matcher(template);
        var from = 0;
        while (place.find()) {
            text.writeBytes(template.substring(from, place.start()).getBytes(UTF_8));
            text.writeBytes(pick(object, source, place.group(1)));
            from = place.end();
        }
        text.writeBytes(template.substring(from).getBytes(UTF_8));
        return text.toByteArray();
    }

    private static byte[] pick(JsonNode object, ObjectKey source, String pointer)
            throws Unavailable {
        try {
            var value = object.at(JsonPointer.compile(pointer));
            if (!value.isValueNode() || value.isNull() || value.isMissingNode()) {
                throw missing(source, "has no " + pointer);
            }
            return source.getKind().equals("Secret") && pointer.startsWith("/data/")
                    ? Base64.getDecoder().decode(value.asText())
                    : value.asText().getBytes(UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Unavailable(
                    new ResolvedBody.Wrong("cannot read " + pointer + " of " + name(source)));
        }
    }

    private static Unavailable missing(ObjectKey source, String what) {
        return new Unavailable(new ResolvedBody.SourceMissing(name(source) + " " + what));
    }

    private static String name(ObjectKey key) {
        var namespace = key.getNamespace().isEmpty() ? "" : key.getNamespace() + "/";
        return key.getKind() + " " + namespace + key.getName();
    }
}
