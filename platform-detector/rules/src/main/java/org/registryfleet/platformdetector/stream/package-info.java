/**
 * Maps the detector's records to and from the log. The only package of this module that knows Avro.
 */
@NullMarked
package org.registryfleet.platformdetector.stream;

import org.jspecify.annotations.NullMarked;
