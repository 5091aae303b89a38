/**
 * What a cluster's storage classes offer to a registry: which one is the default, and which access
 * modes it supports.
 */
@NullMarked
package org.registryfleet.platformdetector.volume;

import org.jspecify.annotations.NullMarked;
