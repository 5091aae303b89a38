/**
 * What the parts of the operand share: the names of its objects, the inputs of a decision, and the
 * interface of a part. A part turns inputs into desired objects and problems; it reads nothing
 * else.
 */
@NullMarked
package org.registryfleet.registrydeployer.operand;

import org.jspecify.annotations.NullMarked;
