/**
 * The commands of an audit. They run from a root and a class path of their own, on which nothing
 * can reach a cluster; they read the log and decide nothing themselves.
 */
@NullMarked
package org.registryfleet.regfleet.audit;

import org.jspecify.annotations.NullMarked;
