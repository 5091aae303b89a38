/** Projects the records of the log onto the read model of the fleet. */
@NullMarked
package org.registryfleet.statusreporter.service.stream;

import org.jspecify.annotations.NullMarked;
