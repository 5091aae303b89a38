/**
 * Simulated Kubernetes clusters: many API servers in one JVM behind one HTTP port, a path prefix
 * each, with a small kubelet and faults on demand. For the local demo, for tests and for the
 * scenario runner; figures taken with it are declared as simulated.
 */
@NullMarked
package org.registryfleet.simulated;

import org.jspecify.annotations.NullMarked;
