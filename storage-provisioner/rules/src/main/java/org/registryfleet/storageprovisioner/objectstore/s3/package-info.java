/** S3 and what speaks its protocol (storage specification, section 2.6.3). */
@NullMarked
package org.registryfleet.storageprovisioner.objectstore.s3;

import org.jspecify.annotations.NullMarked;
