/** The part of the S3 protocol that a registry's bucket needs, in memory. */
@NullMarked
package org.registryfleet.simulatedcloud.s3;

import org.jspecify.annotations.NullMarked;
