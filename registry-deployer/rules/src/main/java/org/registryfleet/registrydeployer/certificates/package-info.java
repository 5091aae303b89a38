/**
 * The CA certificates that the registry's pods, the nodes and other components need: those of the
 * registry itself, of the registries that the administrator trusts, and of the storage.
 */
@NullMarked
package org.registryfleet.registrydeployer.certificates;

import org.jspecify.annotations.NullMarked;
