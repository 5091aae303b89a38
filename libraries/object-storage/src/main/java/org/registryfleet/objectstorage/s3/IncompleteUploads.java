package org.registryfleet.objectstorage.s3;

import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

import java.util.ArrayList;
import java.util.List;

/**
 * Deletes what keeps an apparently empty bucket from being deleted: object versions, delete markers
 * and incomplete multipart uploads.
 */
record IncompleteUploads(S3Session session) {

    /** The first page of object versions and delete markers. */
    List<ObjectIdentifier> versions() {
        var page = session.client().listObjectVersions(b -> b.bucket(session.bucket()));
        var found = new ArrayList<ObjectIdentifier>();
        page.versions().forEach(one -> found.add(identifier(one.key(), one.versionId())));
        page.deleteMarkers().forEach(one -> found.add(identifier(one.key(), one.versionId())));
        return found;
    }

    /** Aborts the uploads; returns their number. */
    int endUploads() {
        var page = session.client().listMultipartUploads(b -> b.bucket(session.bucket()));
        for (var upload : page.uploads()) {
            session.client()
                    .abortMultipartUpload(
                            b ->
                                    b.bucket(session.bucket())
                                            .key(upload.key())
                                            .uploadId(upload.uploadId()));
        }
        return page.uploads().size();
    }

    private static ObjectIdentifier identifier(String key, String version) {
        return ObjectIdentifier.builder().key(key).versionId(version).build();
    }
}
