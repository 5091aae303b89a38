/**
 * The stage: asks every part for its objects, puts them into the order of writing, and sums up what
 * became of them in the result. Knows no field of any object.
 */
@NullMarked
package org.registryfleet.registrydeployer.decision;

import org.jspecify.annotations.NullMarked;
