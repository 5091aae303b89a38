/** S3 and S3-compatible stores (storage specification, section 2.6.3). */
@NullMarked
package org.registryfleet.storageprovisioner.objectstore.s3;

import org.jspecify.annotations.NullMarked;
