/**
 * Bundles of evidence as folders and zip files: export, verification, and the log read from one.
 * The only package of the module that touches files.
 */
@NullMarked
package org.registryfleet.audit.file;

import org.jspecify.annotations.NullMarked;
