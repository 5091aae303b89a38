/**
 * The conditions of the parts around the registry: the node-ca DaemonSet, and the parts whose
 * failures the registry stage reports (spec/status.md 1.8).
 */
@NullMarked
package org.registryfleet.statusreporter.controller;

import org.jspecify.annotations.NullMarked;
