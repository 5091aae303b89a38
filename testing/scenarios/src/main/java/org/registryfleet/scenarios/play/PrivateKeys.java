package org.registryfleet.scenarios.play;

import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Makes one throw-away RSA key for the key files of cloud stand-ins. */
final class PrivateKeys {

    private static final int BITS = 2048;

    private PrivateKeys() {}

    /** PEM as it stands inside of a JSON text: line ends are a backslash and an n. */
    static String escapedPem() {
        return Holder.PEM;
    }

    /** Made once and only when a scenario needs it. */
    private static final class Holder {
        private static final String PEM = make();

        private static String make() {
            try {
                var generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(BITS);
                var key = generator.generateKeyPair().getPrivate().getEncoded();
                return "-----BEGIN PRIVATE KEY-----\\n"
                        + Base64.getEncoder().encodeToString(key)
                        + "\\n-----END PRIVATE KEY-----";
            } catch (NoSuchAlgorithmException missing) {
                throw new IllegalStateException(missing);
            }
        }
    }
}
