/**
 * The registry's own four conditions on the Config (spec/status.md 1.2 to 1.5): the facts they look
 * at and the tables that judge them.
 */
@NullMarked
package org.registryfleet.statusreporter.registry;

import org.jspecify.annotations.NullMarked;
