/**
 * Conditions, the decision tables that evaluate them, and their transition times. Knows nothing of
 * the registry.
 */
@NullMarked
package org.registryfleet.statusreporter.condition;

import org.jspecify.annotations.NullMarked;
