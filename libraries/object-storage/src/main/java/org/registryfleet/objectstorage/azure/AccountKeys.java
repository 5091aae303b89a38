package org.registryfleet.objectstorage.azure;

import java.io.IOException;

/** Access keys of a storage account. */
final class AccountKeys {

    private AccountKeys() {}

    /**
     * The first key.
     *
     * @throws RefusedException when the service returns none
     */
    static String first(StorageAccount session) throws IOException {
        var account = session.wanted().text("account");
        try {
            var listed = session.manager().post(session.path() + "/listKeys", "&$expand=kerb");
            var first = listed.at("/keys/0/value").asText("");
            if (first.isEmpty()) {
                throw new RefusedException(
                        0, "NoKeys", "no keys found for storage account " + account);
            }
            return first;
        } catch (RefusedException refused) {
            throw refused.saying(
                    "Unable to get storage account key: failed to get keys for the storage account "
                            + account
                            + ": failed to list storage account keys: "
                            + refused.getMessage());
        }
    }
}
