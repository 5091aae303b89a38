package org.registryfleet.audit.evidence;

/** What is known about who made a bundle. */
public sealed interface SignatureState {

    String message();

    /** Anybody could have made it. */
    record NotSigned() implements SignatureState {
        @Override
        public String message() {
            return "not signed: this shows damage, not who made the bundle";
        }
    }

    /** The signature fits the key inside the bundle, which anybody could have put there. */
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

    /** The signature is none, or by another key than the given one. */
    record Invalid(String message) implements SignatureState {}
}
