/**
 * Replaces secret values by keyed digests before anything leaves the process. Pure: the key is an
 * argument, and equal plain values have equal digests wherever they stand.
 */
@NullMarked
package org.registryfleet.clusterobjects.redaction;

import org.jspecify.annotations.NullMarked;
