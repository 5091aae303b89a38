/** Containers of OpenStack Swift (storage specification, section 2.8). */
@NullMarked
package org.registryfleet.storageprovisioner.objectstore.swift;

import org.jspecify.annotations.NullMarked;
