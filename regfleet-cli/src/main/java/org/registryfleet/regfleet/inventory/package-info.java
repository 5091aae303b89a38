/** What a file with sources of clusters would change in the fleet. */
@NullMarked
package org.registryfleet.regfleet.inventory;

import org.jspecify.annotations.NullMarked;
