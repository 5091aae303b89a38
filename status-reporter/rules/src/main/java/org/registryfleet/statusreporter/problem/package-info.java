/** What keeps a registry or its pruner from working, beyond what conditions tell. */
@NullMarked
package org.registryfleet.statusreporter.problem;

import org.jspecify.annotations.NullMarked;
