/**
 * How an API server says no: failures with the code, reason, message and details of the real one's
 * Status bodies.
 */
@NullMarked
package org.registryfleet.simulated.failure;

import org.jspecify.annotations.NullMarked;
