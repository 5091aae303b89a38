/**
 * Explains why a cluster is in its state: the chain of observations, decisions and writes that led
 * to it. Pure.
 */
@NullMarked
package org.registryfleet.audit.explanation;

import org.jspecify.annotations.NullMarked;
