package org.registryfleet.storageprovisioner.objectstore.s3;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.stage.change.SecretValue;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Observed;
import org.registryfleet.stage.view.Snapshot;
import org.registryfleet.storageprovisioner.objectstore.CloudSecrets;

import java.util.List;

/**
 * The source of the S3 credentials. The user's Secret takes precedence as soon as it exists;
 * otherwise the platform's is used.
 */
public sealed interface S3Credentials {

    /** Credentials that can be passed by reference. */
    sealed interface Usable extends S3Credentials {

        ObjectRef source();

        /**
         * The JSON pointer or template that renders the registry's credentials file from the
         * source.
         */
        String filePointer();

        /** Adds the digests to an action's body. */
        void describe(ObjectNode credentials);

        /** The sources of the values, for a body that describes them below a pointer. */
        List<SecretValue> values(String pointer);
    }

    /** A key pair. */
    record Keys(Observed secret, String access, String secretKey) implements Usable {

        @Override
        public ObjectRef source() {
            return secret.ref();
        }

        @Override
        public String filePointer() {
            return "template:[default]\naws_access_key_id = {/data/"
                    + access
                    + "}\naws_secret_access_key = {/data/"
                    + secretKey
                    + "}\n";
        }

        @Override
        public void describe(ObjectNode credentials) {
            credentials.put("id", CloudSecrets.text(secret, access));
            credentials.put("key", CloudSecrets.text(secret, secretKey));
        }

        @Override
        public List<SecretValue> values(String pointer) {
            return List.of(
                    SecretValue.copied(pointer + "/id", source(), "/data/" + access),
                    SecretValue.copied(pointer + "/key", source(), "/data/" + secretKey));
        }
    }

    /** A credentials file, with keys or with a role to assume. */
    record Profile(Observed secret) implements Usable {

        @Override
        public ObjectRef source() {
            return secret.ref();
        }

        @Override
        public String filePointer() {
            return "/data/" + FILE;
        }

        @Override
        public void describe(ObjectNode credentials) {
            credentials.put("file", CloudSecrets.text(secret, FILE));
        }

        @Override
        public List<SecretValue> values(String pointer) {
            return List.of(SecretValue.copied(pointer + "/file", source(), filePointer()));
        }
    }

    /** None. */
    record Unusable(String message) implements S3Credentials {}

    String FILE = "credentials";
    String USER_ACCESS = "REGISTRY_STORAGE_S3_ACCESSKEY";
    String USER_SECRET = "REGISTRY_STORAGE_S3_SECRETKEY";
    String MINTED_ACCESS = "aws_access_key_id";
    String MINTED_SECRET = "aws_secret_access_key";

    static S3Credentials of(Snapshot objects) {
        var user = objects.find(CloudSecrets.USER);
        return user.isPresent()
                ? ofUser(user.get())
                : objects.find(CloudSecrets.MINTED)
                        .map(S3Credentials::ofPlatform)
                        .orElseGet(() -> new Unusable(CloudSecrets.notMinted()));
    }

    private static S3Credentials ofUser(Observed secret) {
        for (var key : List.of(USER_ACCESS, USER_SECRET)) {
            if (!CloudSecrets.has(secret, key)) {
                return new Unusable(CloudSecrets.lacks(secret.ref(), key));
            }
        }
        return new Keys(secret, USER_ACCESS, USER_SECRET);
    }

    private static S3Credentials ofPlatform(Observed secret) {
        if (!CloudSecrets.text(secret, FILE).isEmpty()) {
            return new Profile(secret);
        }
        return CloudSecrets.text(secret, MINTED_ACCESS).isEmpty()
                        || CloudSecrets.text(secret, MINTED_SECRET).isEmpty()
                ? new Unusable(
                        "failed to generate shared secrets data: invalid secret for aws credentials")
                : new Keys(secret, MINTED_ACCESS, MINTED_SECRET);
    }
}
