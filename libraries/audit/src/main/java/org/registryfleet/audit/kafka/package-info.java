/** The event log of a running fleet. The only package of the module that talks to a broker. */
@NullMarked
package org.registryfleet.audit.kafka;

import org.jspecify.annotations.NullMarked;
