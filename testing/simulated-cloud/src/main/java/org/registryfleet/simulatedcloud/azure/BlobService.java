package org.registryfleet.simulatedcloud.azure;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.simulatedcloud.call.CloudReply;
import org.registryfleet.simulatedcloud.call.CloudRequest;

import java.util.HashMap;
import java.util.Map;

/** Containers as the blob service itself shows, makes and deletes them. */
final class BlobService {

    private static final String METADATA = "x-ms-meta-";

    private BlobService() {}

    static CloudReply answer(Map<String, StoredAccount> accounts, CloudRequest request) {
        var name = request.host().substring(0, request.host().indexOf('.'));
        var account = accounts.get(name);
        if (account == null) {
            return missing();
        }
        if (StackLimits.serves(request.host())
                && !SharedKey.signs(request, name, account.key(name))) {
            return new CloudReply(403, Map.of("x-ms-error-code", "AuthenticationFailed"), "");
        }
        var container = request.path().substring(1);
        var asked = request.query().getOrDefault("comp", "");
        if (container.isEmpty()) {
            return list(account);
        }
        if (request.method().equals("PUT")) {
            return make(account, container, request);
        }
        var resource = account.containers().get(container);
        if (resource == null) {
            return missing();
        }
        if (asked.equals("list")) {
            return AzureListings.blobs(account.blobs().getOrDefault(container, 0), request);
        }
        if (request.method().equals("DELETE")) {
            account.containers().remove(container);
            return CloudReply.empty(202);
        }
        return new CloudReply(200, headers(resource), "");
    }

    private static CloudReply make(StoredAccount account, String name, CloudRequest request) {
        var resource = JsonNodeFactory.instance.objectNode();
        var metadata = resource.putObject("properties").put("publicAccess", "None");
        var written = metadata.putObject("metadata");
        request.headers()
                .forEach(
                        (header, value) -> {
                            if (header.startsWith(METADATA)) {
                                written.put(header.substring(METADATA.length()), value);
                            }
                        });
        return account.containers().putIfAbsent(name, resource) == null
                ? new CloudReply(201, headers(resource), "")
                : new CloudReply(409, Map.of("x-ms-error-code", "ContainerAlreadyExists"), "");
    }

    private static CloudReply list(StoredAccount account) {
        var body = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?>");
        body.append("<EnumerationResults><Containers>");
        account.containers()
                .keySet()
                .forEach(
                        name ->
                                body.append("<Container><Name>")
                                        .append(name)
                                        .append("</Name></Container>"));
        body.append("</Containers><NextMarker/></EnumerationResults>");
        return new CloudReply(200, Map.of("Content-Type", "application/xml"), body.toString());
    }

    private static Map<String, String> headers(ObjectNode resource) {
        var headers = new HashMap<String, String>();
        headers.put("ETag", "\"1\"");
        headers.put("Last-Modified", "Fri, 01 Jan 2027 00:00:00 GMT");
        resource.at("/properties/metadata")
                .properties()
                .forEach(e -> headers.put(METADATA + e.getKey(), e.getValue().asText()));
        return headers;
    }

    private static CloudReply missing() {
        return new CloudReply(404, Map.of("x-ms-error-code", "ContainerNotFound"), "");
    }
}
