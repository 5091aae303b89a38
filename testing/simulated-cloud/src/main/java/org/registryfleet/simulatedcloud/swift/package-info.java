/** The part of Keystone's and Swift's protocols that a registry's container needs, in memory. */
@NullMarked
package org.registryfleet.simulatedcloud.swift;

import org.jspecify.annotations.NullMarked;
