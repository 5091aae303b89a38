/** Which fleets a user knows and which one commands mean, as kubectl has contexts. */
@NullMarked
package org.registryfleet.regfleet.context;

import org.jspecify.annotations.NullMarked;
