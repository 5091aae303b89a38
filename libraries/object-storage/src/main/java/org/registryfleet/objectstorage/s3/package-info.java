/** Buckets of S3 and compatible services (storage specification, section 2.6.3). */
@NullMarked
package org.registryfleet.objectstorage.s3;

import org.jspecify.annotations.NullMarked;
