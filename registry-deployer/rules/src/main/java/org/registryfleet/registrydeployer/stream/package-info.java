/**
 * Maps this stage's records, and those of the storage stage, to and from the log. The only package
 * of this module that knows Avro.
 */
@NullMarked
package org.registryfleet.registrydeployer.stream;

import org.jspecify.annotations.NullMarked;
