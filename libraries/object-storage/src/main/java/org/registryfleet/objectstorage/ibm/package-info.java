/**
 * IBM Cloud Object Storage (storage specification, section 2.7): service instances and keys by the
 * resource controller, buckets by S3's protocol.
 */
@NullMarked
package org.registryfleet.objectstorage.ibm;

import org.jspecify.annotations.NullMarked;
