package org.registryfleet.storageprovisioner.plan;

import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Snapshot;
import org.registryfleet.storageprovisioner.config.StorageSection;
import org.registryfleet.storageprovisioner.objectstore.CloudSecrets;
import org.registryfleet.storageprovisioner.objectstore.Infrastructure;
import org.registryfleet.storageprovisioner.objectstore.ObjectStoreDriver;
import org.registryfleet.storageprovisioner.objectstore.azure.AzureDriver;
import org.registryfleet.storageprovisioner.objectstore.gcs.GcsDriver;
import org.registryfleet.storageprovisioner.objectstore.ibm.IbmDriver;
import org.registryfleet.storageprovisioner.objectstore.s3.S3Driver;
import org.registryfleet.storageprovisioner.objectstore.swift.SwiftDriver;

import java.util.Optional;

/** The object storage drivers, by backend. */
public final class ObjectStores {

    private ObjectStores() {}

    /** The driver of a section with exactly one known backend; empty otherwise. */
    public static Optional<ObjectStoreDriver> of(StorageSection section, Snapshot objects) {
        var backends = section.backends();
        if (backends.size() != 1) {
            return Optional.empty();
        }
        var backend = backends.getFirst();
        var written = section.member(backend);
        return switch (backend) {
            case S3 -> Optional.of(S3Driver.of(written, objects));
            case GCS -> Optional.of(GcsDriver.of(written, objects));
            case AZURE -> Optional.of(AzureDriver.of(written, objects));
            case SWIFT -> Optional.of(SwiftDriver.of(written, objects));
            case IBMCOS -> Optional.of(IbmDriver.of(written, objects));
            case EMPTY_DIR, PVC -> Optional.empty();
        };
    }

    /** Whether an object can be an input of any driver. */
    public static boolean concerns(ObjectRef ref) {
        return ref.equals(Infrastructure.REF)
                || ref.equals(Infrastructure.PROVIDER_CONFIG)
                || ref.equals(CloudSecrets.USER)
                || ref.equals(CloudSecrets.MINTED)
                || S3Driver.concerns(ref);
    }
}
