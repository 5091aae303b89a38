package org.registryfleet.clusterobjects.redaction;

import java.util.regex.Pattern;

/**
 * Redacts the text of a ConfigMap. Certificates are kept, because rules append them to other
 * bundles; every other line is digested, so that a concatenated bundle has the digests of its
 * parts. A text without a certificate is digested as a whole.
 */
final class CertificateText {

    private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
    private static final String END = "-----END CERTIFICATE-----";
    private static final Pattern BASE64_LINE = Pattern.compile("[A-Za-z0-9+/=]{0,100}+\\s*+");

    /** Base64 prefix of an ASN.1 SEQUENCE. */
    private static final String SEQUENCE = "M";

    private CertificateText() {}

    static String redact(String text, Digester digester) {
        if (!text.contains(BEGIN)) {
            return text.isEmpty() ? text : digester.digest(text);
        }
        var lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; ) {
            var end = lines[i].strip().equals(BEGIN) ? certificateEnd(lines, i) : -1;
            if (end > i) {
                i = end;
            } else {
                lines[i] = lines[i].isBlank() ? lines[i] : digester.digest(lines[i]);
                i++;
            }
        }
        return String.join("\n", lines);
    }

    /** The line after the certificate; the line itself when it does not start one. */
    private static int certificateEnd(String[] lines, int begin) {
        var first = begin + 1;
        if (first == lines.length || !lines[first].startsWith(SEQUENCE)) {
            return begin;
        }
        var end = first;
        while (end < lines.length && BASE64_LINE.matcher(lines[end]).matches()) {
            end++;
        }
        return end < lines.length && lines[end].strip().equals(END) ? end + 1 : begin;
    }
}
