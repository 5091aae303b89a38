/**
 * The CA certificates that the registry's pods, the nodes and other components need: those of the
 * registry itself, the additional trusted CAs, and that of the storage.
 */
@NullMarked
package org.registryfleet.registrydeployer.certificates;

import org.jspecify.annotations.NullMarked;
