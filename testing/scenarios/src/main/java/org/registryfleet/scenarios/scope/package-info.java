/** Scenarios that are out of scope, by name and reason. Pure. */
@NullMarked
package org.registryfleet.scenarios.scope;

import org.jspecify.annotations.NullMarked;
