/**
 * Kubernetes kinds and their REST paths: plural, scope and path. Pure; a kind missing from the
 * table is discovered elsewhere.
 */
@NullMarked
package org.registryfleet.clusterobjects.kind;

import org.jspecify.annotations.NullMarked;
