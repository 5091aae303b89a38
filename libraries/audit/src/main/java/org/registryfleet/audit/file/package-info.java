/**
 * Evidence bundles as folders and zip files: export, verification, and an event log read from a
 * bundle. The only package of the module that touches files.
 */
@NullMarked
package org.registryfleet.audit.file;

import org.jspecify.annotations.NullMarked;
