/**
 * What a replay found: per stage how many decisions came out the same, and each one that did not,
 * with both sides. Values only.
 */
@NullMarked
package org.registryfleet.replay.verdict;

import org.jspecify.annotations.NullMarked;
