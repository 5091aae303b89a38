/**
 * Replaces secret values by keyed digests before anything leaves the process. Pure: the key is an
 * argument, and equal plain values have equal digests wherever they stand.
 */
@NullMarked
package org.registryfleet.clusteraccess.redaction;

import org.jspecify.annotations.NullMarked;
