/**
 * Which buckets nobody uses any more: what the fleet's clusters use, against the marks of buckets.
 * Pure.
 */
@NullMarked
package org.registryfleet.regfleet.orphan;

import org.jspecify.annotations.NullMarked;
