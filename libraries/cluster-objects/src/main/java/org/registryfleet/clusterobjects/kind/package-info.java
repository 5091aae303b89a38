/**
 * Kubernetes kinds as REST knows them: plural name, scope and path. Pure; a kind that the table
 * lacks is found by discovery elsewhere.
 */
@NullMarked
package org.registryfleet.clusterobjects.kind;

import org.jspecify.annotations.NullMarked;
