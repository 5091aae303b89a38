/**
 * Structural schemas of custom resources: what a CustomResourceDefinition makes of an object
 * (pruning, defaults, validation; no CEL rules). Pure apart from reading the schemas themselves.
 */
@NullMarked
package org.registryfleet.simulated.schema;

import org.jspecify.annotations.NullMarked;
