/**
 * The records of the log as values: observations, decisions with their reasons, actions and
 * outcomes. Pure.
 */
@NullMarked
package org.registryfleet.audit.fact;

import org.jspecify.annotations.NullMarked;
