/** OpenStack Swift containers, with Keystone tokens (storage specification, section 2.8). */
@NullMarked
package org.registryfleet.objectstorage.swift;

import org.jspecify.annotations.NullMarked;
