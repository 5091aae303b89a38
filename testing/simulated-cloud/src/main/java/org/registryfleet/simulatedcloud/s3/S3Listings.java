package org.registryfleet.simulatedcloud.s3;

import org.registryfleet.simulatedcloud.call.CloudReply;
import org.registryfleet.simulatedcloud.call.CloudRequest;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Lists of buckets and of what is in them, page by page. */
final class S3Listings {

    static final int PAGE = 100;

    /** The version of what is not current any more. */
    static final String OLD = "old";

    private static final String CURRENT = "null";

    private S3Listings() {}

    /** This account's buckets. */
    static CloudReply buckets(Map<String, SimulatedBucket> buckets, CloudRequest request) {
        var after = request.query().getOrDefault("continuation-token", "");
        var rest = new TreeMap<>(buckets).tailMap(after, false);
        var xml = new StringBuilder("<ListAllMyBucketsResult><Buckets>");
        var last = "";
        int listed = 0;
        for (var bucket : rest.entrySet()) {
            if (listed == PAGE) {
                break;
            }
            last = bucket.getKey();
            listed++;
            if (!bucket.getValue().isForeign()) {
                xml.append("<Bucket><Name>%s</Name>".formatted(last))
                        .append("<CreationDate>%s</CreationDate>".formatted(created(bucket)))
                        .append("</Bucket>");
            }
        }
        xml.append("</Buckets>");
        if (listed < rest.size()) {
            xml.append("<ContinuationToken>").append(last).append("</ContinuationToken>");
        }
        return CloudReply.of(200, xml.append("</ListAllMyBucketsResult>").toString());
    }

    private static String created(Map.Entry<String, SimulatedBucket> bucket) {
        return bucket.getValue().created().toString();
    }

    /** The keys at the beginning of the bucket. */
    static CloudReply objects(String name, SimulatedBucket bucket) {
        var xml = new StringBuilder("<ListBucketResult><Name>").append(name).append("</Name>");
        xml.append("<IsTruncated>").append(bucket.keys().size() > PAGE).append("</IsTruncated>");
        bucket.keys().stream()
                .limit(PAGE)
                .forEach(
                        key ->
                                xml.append("<Contents><Key>")
                                        .append(key)
                                        .append("</Key><Size>1</Size></Contents>"));
        return CloudReply.of(200, xml.append("</ListBucketResult>").toString());
    }

    /** Objects and what was overwritten or deleted of them. */
    static CloudReply versions(SimulatedBucket bucket, CloudRequest request) {
        var all = new TreeMap<String, String>();
        bucket.keys().forEach(key -> all.put(key + " " + CURRENT, key));
        bucket.oldVersions().forEach(key -> all.put(key + " " + OLD, key));
        var after = request.query().getOrDefault("key-marker", "");
        var version = request.query().getOrDefault("version-id-marker", "");
        var rest = after.isEmpty() ? all : all.tailMap(after + " " + version, false);
        return CloudReply.of(200, versions(rest));
    }

    private static String versions(NavigableMap<String, String> rest) {
        var xml = new StringBuilder("<ListVersionsResult>");
        rest.entrySet().stream()
                .limit(PAGE)
                .forEach(
                        entry ->
                                xml.append(
                                        "<Version><Key>%s</Key><VersionId>%s</VersionId><Size>1</Size></Version>"
                                                .formatted(
                                                        entry.getValue(),
                                                        versionOf(entry.getKey()))));
        boolean isTruncated = rest.size() > PAGE;
        xml.append("<IsTruncated>").append(isTruncated).append("</IsTruncated>");
        rest.entrySet().stream()
                .skip(PAGE - 1)
                .findFirst()
                .filter(_ -> isTruncated)
                .ifPresent(
                        last ->
                                xml.append(
                                        "<NextKeyMarker>%s</NextKeyMarker><NextVersionIdMarker>%s</NextVersionIdMarker>"
                                                .formatted(
                                                        last.getValue(),
                                                        versionOf(last.getKey()))));
        return xml.append("</ListVersionsResult>").toString();
    }

    private static String versionOf(String entry) {
        return entry.substring(entry.lastIndexOf(' ') + 1);
    }

    /** Uploads that nobody has finished. */
    static CloudReply uploads(SimulatedBucket bucket) {
        var xml = new StringBuilder("<ListMultipartUploadsResult>");
        bucket.uploads()
                .forEach(
                        key ->
                                xml.append(
                                        "<Upload><Key>%s</Key><UploadId>1</UploadId></Upload>"
                                                .formatted(key)));
        return CloudReply.of(200, xml.append("</ListMultipartUploadsResult>").toString());
    }
}
