/**
 * Maps this stage's records to and from the log. The only package of this module that knows Avro.
 */
@NullMarked
package org.registryfleet.storageprovisioner.stream;

import org.jspecify.annotations.NullMarked;
