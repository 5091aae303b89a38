/**
 * Plays a scenario step by step: writes, actors of the environment, settling, comparison of the
 * marked stages.
 */
@NullMarked
package org.registryfleet.scenarios.play;

import org.jspecify.annotations.NullMarked;
