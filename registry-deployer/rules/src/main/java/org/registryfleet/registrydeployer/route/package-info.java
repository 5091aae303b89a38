/**
 * The registry's Routes (operand specification, section 13): the default one, those of the Config,
 * and the removal of those that nobody asks for any more.
 */
@NullMarked
package org.registryfleet.registrydeployer.route;

import org.jspecify.annotations.NullMarked;
