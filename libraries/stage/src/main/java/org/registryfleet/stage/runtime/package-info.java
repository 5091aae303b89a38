/**
 * Runs the rules of a stage over the records of one cluster: decode, fold, decide, and the records
 * that follow. Knows no broker, so a replay uses the same.
 */
@NullMarked
package org.registryfleet.stage.runtime;

import org.jspecify.annotations.NullMarked;
