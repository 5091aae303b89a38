/** The Routes' rules, row by row. */
@NullMarked
package org.registryfleet.registrydeployer.route;

import org.jspecify.annotations.NullMarked;
