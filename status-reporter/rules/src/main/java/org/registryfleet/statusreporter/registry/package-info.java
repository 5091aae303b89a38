/**
 * The four conditions of the registry on the Config (spec/status.md 1.2 to 1.5): their inputs and
 * decision tables.
 */
@NullMarked
package org.registryfleet.statusreporter.registry;

import org.jspecify.annotations.NullMarked;
