/**
 * What makes an exported piece of the log evidence: hash chains, the manifest and the findings of a
 * verification. Pure; files are the neighbour's.
 */
@NullMarked
package org.registryfleet.audit.evidence;

import org.jspecify.annotations.NullMarked;
