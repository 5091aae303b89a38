package org.registryfleet.audit.file;

import org.registryfleet.audit.evidence.EvidenceException;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Reads and writes keys in PEM. Error messages never contain any of the text. */
final class Pem {

    private Pem() {}

    /**
     * @param label label after BEGIN
     * @param where the text comes from, for error messages
     */
    static byte[] read(String text, String label, String where) {
        var begin = "-----BEGIN %s-----".formatted(label);
        var end = "-----END %s-----".formatted(label);
        int from = text.indexOf(begin);
        int to = text.indexOf(end);
        if (from < 0 || to < from) {
            throw new EvidenceException(
                    "%s holds no \"%s\" in PEM form, not encrypted".formatted(where, label));
        }
        try {
            return Base64.getMimeDecoder().decode(text.substring(from + begin.length(), to));
        } catch (IllegalArgumentException damaged) {
            throw new EvidenceException("%s holds a damaged \"%s\"".formatted(where, label));
        }
    }

    static byte[] write(byte[] der, String label) {
        var body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(label, body, label)
                .getBytes(StandardCharsets.US_ASCII);
    }
}
