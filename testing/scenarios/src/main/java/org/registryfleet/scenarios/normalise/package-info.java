/**
 * Brings an observed object to the recorded form: server-made metadata, defaults and generated
 * values are removed or replaced. Pure.
 */
@NullMarked
package org.registryfleet.scenarios.normalise;

import org.jspecify.annotations.NullMarked;
