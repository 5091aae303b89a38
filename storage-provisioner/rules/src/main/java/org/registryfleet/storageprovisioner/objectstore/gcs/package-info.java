/** Google Cloud Storage (storage specification, section 2.6.4). */
@NullMarked
package org.registryfleet.storageprovisioner.objectstore.gcs;

import org.jspecify.annotations.NullMarked;
