/**
 * IBM Cloud Object Storage (storage specification, section 2.7): service instances and keys through
 * the resource controller API, buckets through the S3 protocol.
 */
@NullMarked
package org.registryfleet.objectstorage.ibm;

import org.jspecify.annotations.NullMarked;
