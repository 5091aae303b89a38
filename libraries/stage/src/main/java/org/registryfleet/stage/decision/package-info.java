/**
 * What a stage is to the rest: a name, the objects it cares about, and a pure {@code decide}. The
 * service that owns the stage brings the rules; this package only gives them a shape.
 */
@NullMarked
package org.registryfleet.stage.decision;

import org.jspecify.annotations.NullMarked;
