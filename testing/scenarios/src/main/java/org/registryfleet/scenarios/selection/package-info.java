/** Finds scenario folders and filters them by name. */
@NullMarked
package org.registryfleet.scenarios.selection;

import org.jspecify.annotations.NullMarked;
