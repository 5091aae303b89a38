/** The recorded scenarios as inputs of decisions and as the objects that these must lead to. */
@NullMarked
package org.registryfleet.registrydeployer.golden;

import org.jspecify.annotations.NullMarked;
