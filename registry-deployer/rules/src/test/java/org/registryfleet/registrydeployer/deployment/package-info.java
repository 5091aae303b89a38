/** The Deployment's rules, row by row. */
@NullMarked
package org.registryfleet.registrydeployer.deployment;

import org.jspecify.annotations.NullMarked;
