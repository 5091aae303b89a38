package org.registryfleet.simulatedcloud.azure;

import org.registryfleet.simulatedcloud.call.CloudRequest;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The signature of a request to the blob service, made with a key of the account. */
final class SharedKey {

    private static final String PREFIX = "x-ms-";
    private static final List<String> SIGNED =
            List.of(
                    "content-encoding",
                    "content-language",
                    "content-length",
                    "content-md5",
                    "content-type",
                    "date",
                    "if-modified-since",
                    "if-match",
                    "if-none-match",
                    "if-unmodified-since",
                    "range");

    private SharedKey() {}

    /** Whether a request is signed with the key. */
    static boolean signs(CloudRequest request, String account, byte[] key) {
        var expected = "SharedKey " + account + ":" + signature(text(request, account), key);
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8),
                request.header("authorization").getBytes(StandardCharsets.UTF_8));
    }

    private static String text(CloudRequest request, String account) {
        var text = new StringBuilder(request.method()).append('\n');
        for (var name : SIGNED) {
            var value = request.header(name);
            boolean isEmptyBody = name.equals("content-length") && value.equals("0");
            text.append(isEmptyBody ? "" : value).append('\n');
        }
        new TreeMap<>(request.headers())
                .forEach(
                        (name, value) -> {
                            if (name.startsWith(PREFIX)) {
                                text.append(name).append(':').append(value).append('\n');
                            }
                        });
        text.append('/').append(account).append(request.path());
        new TreeMap<>(request.query())
                .forEach(
                        (name, value) ->
                                text.append('\n')
                                        .append(name.toLowerCase(Locale.ROOT))
                                        .append(':')
                                        .append(value));
        return text.toString();
    }

    private static String signature(String text, byte[] key) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
