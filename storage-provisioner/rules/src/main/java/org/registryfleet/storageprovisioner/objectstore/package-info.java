/**
 * What all object storage drivers share: bucket names, credentials by reference, and values as the
 * registry parses them. A bucket is an object outside the cluster whose state comes from the
 * executor's outcomes.
 */
@NullMarked
package org.registryfleet.storageprovisioner.objectstore;

import org.jspecify.annotations.NullMarked;
