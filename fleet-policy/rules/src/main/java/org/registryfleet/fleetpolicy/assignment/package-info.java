/**
 * Fields of a Config or ImagePruner that a person or a policy asks for, and what becomes of them.
 */
@NullMarked
package org.registryfleet.fleetpolicy.assignment;

import org.jspecify.annotations.NullMarked;
