/**
 * The executor of actions outside the cluster: which provider brings about which kind of storage,
 * and within which limits.
 */
@NullMarked
package org.registryfleet.objectstorage;

import org.jspecify.annotations.NullMarked;
