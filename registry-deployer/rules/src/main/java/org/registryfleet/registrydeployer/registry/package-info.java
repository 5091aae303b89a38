/**
 * The registry itself: objects 1 to 11 of the operand specification, which exist only while the
 * Config is Managed.
 */
@NullMarked
package org.registryfleet.registrydeployer.registry;

import org.jspecify.annotations.NullMarked;
