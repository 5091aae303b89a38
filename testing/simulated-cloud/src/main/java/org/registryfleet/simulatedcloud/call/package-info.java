/** What the clouds share: a request, its answer, faults that are asked for, and whom they trust. */
@NullMarked
package org.registryfleet.simulatedcloud.call;

import org.jspecify.annotations.NullMarked;
