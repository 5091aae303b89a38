/** Hands actions outside the cluster to the provider that brings them about, within limits. */
@NullMarked
package org.registryfleet.objectstorage.dispatch;

import org.jspecify.annotations.NullMarked;
