/**
 * The stage: collects the objects of every part, orders the writes, and summarises them in the
 * result. Knows no field of any object.
 */
@NullMarked
package org.registryfleet.registrydeployer.decision;

import org.jspecify.annotations.NullMarked;
