package org.registryfleet.registrydeployer.operand;

/**
 * The images and release version of the deployed operand.
 *
 * @param registry image of the registry's container
 * @param pruner image of the pruner's job
 * @param operator image of the node-ca agent
 * @param release version that the Deployment is annotated with
 */
public record OperandImages(String registry, String pruner, String operator, String release) {}
