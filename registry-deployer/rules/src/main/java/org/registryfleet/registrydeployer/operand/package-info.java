/**
 * What the parts of the operand have in common: the names of its objects, the inputs they are
 * decided from, and the shape of a part. A part turns inputs into desired objects and problems; it
 * never reads anything else.
 */
@NullMarked
package org.registryfleet.registrydeployer.operand;

import org.jspecify.annotations.NullMarked;
