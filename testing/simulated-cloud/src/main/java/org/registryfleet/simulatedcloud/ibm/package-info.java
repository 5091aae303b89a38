/** The part of IBM Cloud's protocols that a registry's bucket needs, in memory. */
@NullMarked
package org.registryfleet.simulatedcloud.ibm;

import org.jspecify.annotations.NullMarked;
