/** Containers of Azure Blob Storage (storage specification, sections 2.6.5 to 2.6.9). */
@NullMarked
package org.registryfleet.storageprovisioner.objectstore.azure;

import org.jspecify.annotations.NullMarked;
