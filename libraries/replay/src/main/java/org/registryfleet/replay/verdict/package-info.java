/**
 * The result of a replay: per stage how many decisions were confirmed, and each divergent one with
 * both sides. Values only.
 */
@NullMarked
package org.registryfleet.replay.verdict;

import org.jspecify.annotations.NullMarked;
