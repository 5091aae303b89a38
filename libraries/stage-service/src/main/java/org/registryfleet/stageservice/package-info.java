/**
 * Turns a stage's rules into a service: binds it to Kafka, verifies the topics, carries out the
 * actions and measures. Holds no rule of the domain.
 */
@NullMarked
package org.registryfleet.stageservice;

import org.jspecify.annotations.NullMarked;
