package org.registryfleet.audit.evidence;

/** The result of checking a bundle's signature. */
public sealed interface SignatureState {

    String message();

    /** The bundle is unsigned: its origin is not proven. */
    record NotSigned() implements SignatureState {
        @Override
        public String message() {
            return "not signed: this shows damage, not who made the bundle";
        }
    }

    /**
     * The signature matches the key contained in the bundle, but that key is not known to be
     * trustworthy.
     */
    record NotChecked(String keyId) implements SignatureState {
        @Override
        public String message() {
            return "signed by key %s, which was not checked: name the key you trust with --key"
                    .formatted(keyId);
        }
    }

    /** Signed with the key that the verifier trusts. */
    record Valid(String keyId) implements SignatureState {
        @Override
        public String message() {
            return "signed by the given key %s".formatted(keyId);
        }
    }

    /** The signature is malformed or was made with another key. */
    record Invalid(String message) implements SignatureState {}
}
