/**
 * The registry's Routes (operand specification, section 13): the default Route, those of the
 * Config, and the deletion of obsolete ones.
 */
@NullMarked
package org.registryfleet.registrydeployer.route;

import org.jspecify.annotations.NullMarked;
