package org.registryfleet.simulatedcloud.azure;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.simulatedcloud.call.CloudRefusals;
import org.registryfleet.simulatedcloud.call.CloudReply;
import org.registryfleet.simulatedcloud.call.CloudRequest;
import org.registryfleet.simulatedcloud.call.Federation;

import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Entra ID's tokens, the Resource Manager's storage accounts and containers, and the blob service's
 * answer about a container. Faults are answered in place of an operation: token, checkName,
 * account.GET, account.PUT, container.PUT, blob and so on.
 */
public final class AzureCloudStore {

    private static final String ACCOUNTS = "/providers/Microsoft.Storage/storageAccounts/";
    private static final String KEYS = "/listKeys";
    private static final String CHECK = "/providers/Microsoft.Storage/checkNameAvailability";

    private final Map<String, StoredAccount> accounts = new ConcurrentHashMap<>();
    private final SimulatedNetwork network = new SimulatedNetwork();
    private final CloudRefusals refusals = new CloudRefusals();
    private final EntraTokens tokens;

    public AzureCloudStore(Federation federation) {
        this.tokens = new EntraTokens(federation);
    }

    /** An account that was there before. */
    public StoredAccount put(String name, boolean isForeign) {
        var account = new StoredAccount(isForeign, JsonNodeFactory.instance.objectNode());
        accounts.put(name, account);
        return account;
    }

    public Optional<StoredAccount> find(String name) {
        return Optional.ofNullable(accounts.get(name));
    }

    public Set<String> names() {
        return new TreeSet<>(accounts.keySet());
    }

    public SimulatedNetwork network() {
        return network;
    }

    public CloudRefusals refusals() {
        return refusals;
    }

    /** Whether a host is one of Azure's. */
    public static boolean serves(String host) {
        return host.startsWith("login.microsoftonline.")
                || host.startsWith("management.azure.")
                || StackLimits.serves(host)
                || host.contains(".blob.core.");
    }

    /** Answers a request. */
    public CloudReply answer(CloudRequest request) {
        var operation = operation(request);
        var refusal = refusals.of(operation);
        if (refusal.isPresent()) {
            return refused(operation, refusal.get());
        }
        if (operation.equals("token")) {
            return tokens.answer(request);
        }
        var authorization = request.header("authorization");
        boolean isBlob = operation.equals("blob");
        if (!authorization.startsWith("Bearer ")
                && !(isBlob && authorization.startsWith("SharedKey "))) {
            return error(401, "AuthenticationFailed", "no valid authorization");
        }
        if (!StackLimits.allows(request, operation)) {
            return error(400, "InvalidVersion", "not known to an Azure Stack");
        }
        if (isBlob) {
            return BlobService.answer(accounts, request);
        }
        return switch (operation) {
            case "checkName" -> checkName(request);
            case "accounts.list" -> AzureListings.accounts(accounts, request);
            default -> manage(request);
        };
    }

    private static CloudReply refused(String operation, CloudRefusals.Refusal refusal) {
        if (!operation.equals("token")) {
            return error(refusal.status(), refusal.code(), "stub failure");
        }
        return CloudReply.json(
                refusal.status(),
                JsonNodeFactory.instance
                        .objectNode()
                        .put("error", refusal.code())
                        .put(
                                "error_description",
                                "AADSTS7000215: Invalid client secret provided."));
    }

    private CloudReply checkName(CloudRequest request) {
        boolean isFree = !accounts.containsKey(request.json().path("name").asText());
        var answer = JsonNodeFactory.instance.objectNode().put("nameAvailable", isFree);
        return CloudReply.json(
                200,
                isFree
                        ? answer
                        : answer.put("reason", "AlreadyExists")
                                .put("message", "The storage account is already taken."));
    }

    private CloudReply manage(CloudRequest request) {
        if (SimulatedNetwork.serves(request)) {
            return network.answer(request);
        }
        var place = Place.of(request);
        var account = accounts.get(place.account());
        if (place.isAccount() && request.method().equals("PUT")) {
            return makeAccount(request, place, account);
        }
        if (account == null || account.isForeign()) {
            return error(404, "ResourceNotFound", "The storage account was not found.");
        }
        if (place.isAccount()) {
            return account(request, place, account);
        }
        if (request.path().endsWith(KEYS)) {
            return keys(place, account);
        }
        return place.container().isEmpty() ? list(account) : container(request, place, account);
    }

    /** A key is rotated by giving it another number. */
    private static CloudReply keys(Place place, StoredAccount account) {
        if (!account.resource().at("/properties/allowSharedKeyAccess").asBoolean(true)) {
            return error(403, "KeyBasedAuthenticationNotPermitted", "Keys are not permitted.");
        }
        var answer = JsonNodeFactory.instance.objectNode();
        answer.putArray("keys")
                .addObject()
                .put("keyName", "key1")
                .put("value", Base64.getEncoder().encodeToString(account.key(place.account())))
                .put("permissions", "FULL");
        return CloudReply.json(200, answer);
    }

    private CloudReply makeAccount(
            CloudRequest request,
            Place place,
            @org.jspecify.annotations.Nullable StoredAccount there) {
        if (there != null || !(request.json() instanceof ObjectNode resource)) {
            return error(409, "StorageAccountAlreadyTaken", "The name is already taken.");
        }
        resource.withObject("/properties").put("provisioningState", "Succeeded");
        accounts.put(place.account(), new StoredAccount(false, resource));
        return CloudReply.empty(202);
    }

    private CloudReply account(CloudRequest request, Place place, StoredAccount account) {
        return switch (request.method()) {
            case "GET" -> CloudReply.json(200, account.resource());
            case "PATCH" -> change(account.resource(), request);
            case "DELETE" -> {
                accounts.remove(place.account());
                yield CloudReply.empty(200);
            }
            case String _ -> error(405, "MethodNotAllowed", "not simulated");
        };
    }

    private static CloudReply change(ObjectNode resource, CloudRequest request) {
        request.json()
                .path("properties")
                .properties()
                .forEach(p -> resource.withObject("/properties").set(p.getKey(), p.getValue()));
        return CloudReply.json(200, resource);
    }

    private static CloudReply list(StoredAccount account) {
        var page = JsonNodeFactory.instance.objectNode();
        var value = page.putArray("value");
        account.containers().keySet().forEach(name -> value.addObject().put("name", name));
        return CloudReply.json(200, page);
    }

    private static CloudReply container(CloudRequest request, Place place, StoredAccount account) {
        var container = account.containers().get(place.container());
        return switch (request.method()) {
            case "PUT" -> {
                if (!(request.json() instanceof ObjectNode resource)) {
                    yield error(400, "InvalidRequestContent", "no container");
                }
                account.containers().putIfAbsent(place.container(), resource);
                yield CloudReply.json(201, resource);
            }
            case "DELETE" -> {
                account.containers().remove(place.container());
                yield CloudReply.empty(container == null ? 204 : 200);
            }
            case String _ ->
                    container == null
                            ? error(
                                    404,
                                    "ContainerNotFound",
                                    "The specified container does not exist.")
                            : CloudReply.json(200, container);
        };
    }

    private static String operation(CloudRequest request) {
        var path = request.path();
        if (path.endsWith("/oauth2/v2.0/token") || path.endsWith("/adfs/oauth2/token")) {
            return "token";
        }
        if (request.host().contains(".blob.")) {
            return "blob";
        }
        if (path.endsWith(CHECK)) {
            return "checkName";
        }
        if (path.endsWith(KEYS)) {
            return "listKeys";
        }
        if (SimulatedNetwork.serves(request)) {
            return "network." + request.method();
        }
        if (path.endsWith(ACCOUNTS.substring(0, ACCOUNTS.length() - 1))) {
            return "accounts.list";
        }
        return (Place.of(request).isAccount() ? "account." : "container.") + request.method();
    }

    private static CloudReply error(int status, String code, String message) {
        var body = JsonNodeFactory.instance.objectNode();
        body.putObject("error").put("code", code).put("message", message);
        return CloudReply.json(status, body);
    }

    /** Account and container of a request; the container is empty where all are meant. */
    private record Place(String account, boolean isAccount, String container) {

        static Place of(CloudRequest request) {
            int start = request.path().indexOf(ACCOUNTS);
            var rest = start < 0 ? "" : request.path().substring(start + ACCOUNTS.length());
            var parts = rest.split("/", 5);
            return new Place(parts[0], parts.length == 1, parts.length > 4 ? parts[4] : "");
        }
    }
}
