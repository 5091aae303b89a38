/**
 * Kind by kind: what the server adds to objects (defaults, canonical values) and what it refuses
 * (validation), as small tables and functions. Pure.
 */
@NullMarked
package org.registryfleet.simulated.admission;

import org.jspecify.annotations.NullMarked;
