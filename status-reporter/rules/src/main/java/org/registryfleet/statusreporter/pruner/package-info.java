/** Conditions of the ImagePruner (spec/status.md 1.10). */
@NullMarked
package org.registryfleet.statusreporter.pruner;

import org.jspecify.annotations.NullMarked;
