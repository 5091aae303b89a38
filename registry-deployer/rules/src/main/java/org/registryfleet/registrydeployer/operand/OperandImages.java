package org.registryfleet.registrydeployer.operand;

/**
 * Images and version of the operand that is deployed.
 *
 * @param registry image of the registry's container
 * @param pruner image of the pruner's job
 * @param operator image of the node-ca agent
 * @param release version that the Deployment is annotated with
 */
public record OperandImages(String registry, String pruner, String operator, String release) {}
