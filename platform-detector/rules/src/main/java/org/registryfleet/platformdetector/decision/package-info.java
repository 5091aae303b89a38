/**
 * The verdict about a cluster's platform, from its Infrastructure object or, where there is none,
 * from its nodes. Every statement names the object and the field it rests on.
 */
@NullMarked
package org.registryfleet.platformdetector.decision;

import org.jspecify.annotations.NullMarked;
