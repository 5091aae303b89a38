package org.registryfleet.objectstorage.s3;

import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

import java.util.ArrayList;
import java.util.List;

/**
 * What keeps a bucket from being deleted although no object is listed any more: versions, marks of
 * deletion, and uploads that nobody finished.
 */
record IncompleteUploads(S3Session session) {

    /** Versions and marks of deletion at the beginning of the bucket. */
    List<ObjectIdentifier> versions() {
        var page = session.client().listObjectVersions(b -> b.bucket(session.bucket()));
        var found = new ArrayList<ObjectIdentifier>();
        page.versions().forEach(one -> found.add(identifier(one.key(), one.versionId())));
        page.deleteMarkers().forEach(one -> found.add(identifier(one.key(), one.versionId())));
        return found;
    }

    /** Ends uploads; how many there were. */
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
