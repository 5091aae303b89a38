/** Containers of OpenStack's Swift, with tokens of Keystone (storage specification, 2.8). */
@NullMarked
package org.registryfleet.objectstorage.swift;

import org.jspecify.annotations.NullMarked;
