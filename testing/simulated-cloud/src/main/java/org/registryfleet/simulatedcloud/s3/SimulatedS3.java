package org.registryfleet.simulatedcloud.s3;

import org.registryfleet.simulatedcloud.call.CloudRefusals;
import org.registryfleet.simulatedcloud.call.CloudReply;
import org.registryfleet.simulatedcloud.call.CloudRequest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * Buckets in memory, path style or virtual-hosted style. Faults are answered in place of an
 * operation, by its name in the protocol's reference.
 */
public final class SimulatedS3 {

    private static final Pattern OBJECT =
            Pattern.compile("<Key>(.*?)</Key>(<VersionId>old</VersionId>)?");
    private static final Pattern ACCESS_KEY = Pattern.compile("Credential=([^/]*)/");
    private static final Map<String, String> PROPERTIES =
            Map.of(
                    "publicAccessBlock", "PublicAccessBlock",
                    "tagging", "BucketTagging",
                    "encryption", "BucketEncryption",
                    "lifecycle", "BucketLifecycleConfiguration",
                    "policy", "BucketPolicy");
    private static final Map<String, String> MISSING =
            Map.of(
                    "tagging", "NoSuchTagSet",
                    "policy", "NoSuchBucketPolicy",
                    "encryption", "ServerSideEncryptionConfigurationNotFoundError",
                    "lifecycle", "NoSuchLifecycleConfiguration",
                    "publicAccessBlock", "NoSuchPublicAccessBlockConfiguration");
    private final Map<String, SimulatedBucket> buckets = new ConcurrentHashMap<>();
    private final CloudRefusals refusals = new CloudRefusals();
    private final Set<String> overlooked = ConcurrentHashMap.newKeySet();
    private final Set<String> unknownKeys = ConcurrentHashMap.newKeySet();
    private final AtomicLong requests = new AtomicLong();

    /** A bucket that was there before. */
    public SimulatedBucket put(String name, boolean isForeign) {
        var bucket = new SimulatedBucket(isForeign);
        buckets.put(name, bucket);
        return bucket;
    }

    public Optional<SimulatedBucket> find(String name) {
        return Optional.ofNullable(buckets.get(name));
    }

    public Set<String> names() {
        return new TreeSet<>(buckets.keySet());
    }

    /** From now on an operation, such as PutBucketTagging, is refused. */
    public void refuse(String operation, int status, String code) {
        refusals.refuse(operation, status, code);
    }

    /** A server that overlooks the sub-resource and takes the operation for CreateBucket. */
    public void takeForCreation(String operation) {
        overlooked.add(operation);
    }

    public void accept(String operation) {
        refusals.accept(operation);
    }

    /** The provider does not know this access key. */
    public void disown(String accessKey) {
        unknownKeys.add(accessKey);
    }

    /** Answers a request. */
    public CloudReply answer(CloudRequest request) {
        var place = Place.of(request);
        var operation = operation(request, place);
        var refusal = refusals.of(operation);
        if (refusal.isPresent()) {
            return error(refusal.get().status(), refusal.get().code(), "stub failure");
        }
        var key = ACCESS_KEY.matcher(request.header("authorization"));
        if (key.find() && unknownKeys.contains(key.group(1))) {
            return error(
                    403,
                    "InvalidAccessKeyId",
                    "The AWS Access Key Id you provided does not exist in our records.");
        }
        if (operation.equals("ListBuckets")) {
            return S3Listings.buckets(buckets, request);
        }
        return operation.equals("CreateBucket") || overlooked.contains(operation)
                ? create(place.bucket())
                : inBucket(request, place, operation);
    }

    /** The answer to a request with credentials whose time is over. */
    public CloudReply sessionEnded() {
        return error(400, "ExpiredToken", "The provided token has expired.");
    }

    private CloudReply inBucket(CloudRequest request, Place place, String operation) {
        var bucket = buckets.get(place.bucket());
        if (bucket == null) {
            return error(404, "NoSuchBucket", "The specified bucket does not exist");
        }
        if (bucket.isForeign()) {
            return error(403, "AccessDenied", "Access Denied");
        }
        return switch (operation) {
            case "HeadBucket" -> CloudReply.empty(200);
            case "ListObjects" -> S3Listings.objects(place.bucket(), bucket);
            case "ListObjectVersions" -> S3Listings.versions(bucket, request);
            case "ListMultipartUploads" -> S3Listings.uploads(bucket);
            case "AbortMultipartUpload" -> {
                bucket.uploads().remove(place.key());
                yield CloudReply.empty(204);
            }
            case "DeleteObjects" -> deleteObjects(request.body(), bucket);
            case "DeleteBucket" -> delete(place.bucket(), bucket);
            case "PutObject" -> putObject(place.key(), bucket);
            default -> property(request, operation, bucket);
        };
    }

    private CloudReply create(String name) {
        var there = buckets.putIfAbsent(name, new SimulatedBucket(false));
        if (there == null) {
            return new CloudReply(200, Map.of("Location", "/" + name), "");
        }
        return there.isForeign()
                ? error(409, "BucketAlreadyExists", "The requested bucket name is not available.")
                : error(
                        409,
                        "BucketAlreadyOwnedByYou",
                        "Your previous request to create the named bucket succeeded and you"
                                + " already own it.");
    }

    private CloudReply property(CloudRequest request, String operation, SimulatedBucket bucket) {
        var name = PROPERTIES.keySet().stream().filter(request::asksFor).findFirst().orElse("");
        if (name.isEmpty()) {
            return error(501, "NotImplemented", operation + " is not simulated");
        }
        return switch (request.method()) {
            case "PUT" -> {
                bucket.properties().put(name, request.body());
                yield CloudReply.empty(name.equals("tagging") || name.equals("policy") ? 204 : 200);
            }
            case "GET" -> {
                var there = bucket.properties().get(name);
                yield there == null
                        ? error(404, MISSING.getOrDefault(name, "NotFound"), "There is none")
                        : CloudReply.of(200, there);
            }
            case String _ -> error(405, "MethodNotAllowed", "not simulated");
        };
    }

    private static CloudReply deleteObjects(String body, SimulatedBucket bucket) {
        var keys = OBJECT.matcher(body);
        while (keys.find()) {
            var there = keys.group(2) == null ? bucket.keys() : bucket.oldVersions();
            there.remove(keys.group(1));
        }
        return CloudReply.of(200, "<DeleteResult></DeleteResult>");
    }

    private CloudReply delete(String name, SimulatedBucket bucket) {
        if (!bucket.isEmpty()) {
            return error(409, "BucketNotEmpty", "The bucket you tried to delete is not empty");
        }
        buckets.remove(name);
        return CloudReply.empty(204);
    }

    private static CloudReply putObject(String key, SimulatedBucket bucket) {
        bucket.keys().add(key);
        return CloudReply.empty(200);
    }

    private CloudReply error(int status, String code, String message) {
        var id = "sim" + requests.incrementAndGet();
        return new CloudReply(
                status,
                Map.of("Content-Type", "application/xml", "x-amz-request-id", id),
                "<Error><Code>"
                        + code
                        + "</Code><Message>"
                        + message
                        + "</Message><RequestId>"
                        + id
                        + "</RequestId></Error>");
    }

    private static String operation(CloudRequest request, Place place) {
        var property =
                PROPERTIES.entrySet().stream()
                        .filter(known -> request.asksFor(known.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst();
        boolean isObject = !place.key().isEmpty();
        return switch (request.method()) {
            case "HEAD" -> "HeadBucket";
            case "PUT" ->
                    property.map(p -> "Put" + p).orElse(isObject ? "PutObject" : "CreateBucket");
            case "GET" -> property.map(p -> "Get" + p).orElseGet(() -> listing(request, place));
            case "POST" -> "DeleteObjects";
            case "DELETE" -> isObject ? "AbortMultipartUpload" : "DeleteBucket";
            case String other -> other;
        };
    }

    private static String listing(CloudRequest request, Place place) {
        if (place.bucket().isEmpty()) {
            return "ListBuckets";
        }
        if (request.asksFor("versions")) {
            return "ListObjectVersions";
        }
        return request.asksFor("uploads") ? "ListMultipartUploads" : "ListObjects";
    }

    /** Bucket and key of a request, whose bucket is in its host or in its path. */
    private record Place(String bucket, String key) {

        private static final List<String> PROVIDER = List.of(".s3.", ".s3-");

        static Place of(CloudRequest request) {
            for (var mark : PROVIDER) {
                int end = request.host().indexOf(mark);
                if (end > 0) {
                    return new Place(request.host().substring(0, end), request.path().substring(1));
                }
            }
            var parts = request.path().split("/", 3);
            return new Place(parts.length > 1 ? parts[1] : "", parts.length > 2 ? parts[2] : "");
        }
    }
}
