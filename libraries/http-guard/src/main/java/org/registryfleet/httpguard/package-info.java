/**
 * Decides who may access a service over HTTP: authentication, roles, security headers and limits,
 * the same for every service that has this module on its class path. Knows no service.
 */
@NullMarked
package org.registryfleet.httpguard;

import org.jspecify.annotations.NullMarked;
