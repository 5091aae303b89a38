/** Buckets of IBM Cloud Object Storage (storage specification, section 2.7). */
@NullMarked
package org.registryfleet.storageprovisioner.objectstore.ibm;

import org.jspecify.annotations.NullMarked;
