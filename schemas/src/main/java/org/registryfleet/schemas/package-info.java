/**
 * The wire contract of the fleet: which topics exist, how records are written and read, and which
 * headers they carry. Holds no rule of the domain.
 */
@NullMarked
package org.registryfleet.schemas;

import org.jspecify.annotations.NullMarked;
