/**
 * The scenario format as values: scenario, steps, expected stages. Pure; unknown keys are errors
 * that name file and key.
 */
@NullMarked
package org.registryfleet.scenarios.format;

import org.jspecify.annotations.NullMarked;
