/**
 * The registry proper: everything that exists only while the Config says Managed, objects 1 to 11
 * of the operand specification. Holds the simple objects itself and puts the whole together.
 */
@NullMarked
package org.registryfleet.registrydeployer.registry;

import org.jspecify.annotations.NullMarked;
