/**
 * What a condition is, how tables of rules judge it, and when its transition time moves. Knows
 * nothing of the registry.
 */
@NullMarked
package org.registryfleet.statusreporter.condition;

import org.jspecify.annotations.NullMarked;
