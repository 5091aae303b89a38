package org.registryfleet.objectstorage.azure;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Manages containers through the Resource Manager, in every cloud but Azure Stack. */
record ManagedContainers(StorageAccount account) implements Containers {

    @Override
    public Optional<Map<String, String>> find() throws IOException {
        return account.manager()
                .get(account.container())
                .map(
                        container -> {
                            var metadata = new LinkedHashMap<String, String>();
                            container
                                    .at("/properties/metadata")
                                    .properties()
                                    .forEach(e -> metadata.put(e.getKey(), e.getValue().asText()));
                            return metadata;
                        });
    }

    @Override
    public void create(Map<String, String> metadata) throws IOException {
        var container = JsonNodeFactory.instance.objectNode();
        var properties = container.putObject("properties").put("publicAccess", "None");
        var written = properties.putObject("metadata");
        metadata.forEach(written::put);
        account.manager().put(account.container(), container);
    }

    @Override
    public void delete() throws IOException {
        account.manager().delete(account.container());
    }

    @Override
    public boolean isAccountEmpty() throws IOException {
        var listed = account.manager().get(account.containers());
        return listed.isPresent() && listed.get().path("value").isEmpty();
    }
}
