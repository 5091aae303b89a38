package org.registryfleet.registrydeployer.service;

import org.registryfleet.registrydeployer.operand.OperandImages;
import org.registryfleet.registrydeployer.operand.Releases;
import org.registryfleet.registrydeployer.stream.RegistryDefinition;
import org.registryfleet.registrydeployer.stream.ReleaseCatalog;
import org.registryfleet.stageservice.StageService;
import org.springframework.boot.builder.SpringApplicationBuilder;

import java.util.function.UnaryOperator;

/**
 * The service: consumes storage results and observations, produces the operand's state and actions.
 */
public final class RegistryDeployerApplication {

    private RegistryDeployerApplication() {}

    public static SpringApplicationBuilder application(OperandImages images) {
        return application(Releases.only(images));
    }

    /** With the images of several releases. */
    public static SpringApplicationBuilder application(Releases releases) {
        return StageService.of("registry-deployer", RegistryDefinition.create(releases));
    }

    public static void main(String[] args) {
        application(releases(System::getenv)).run(args);
    }

    /** From the environment, under the names that the reference operator reads them from. */
    static OperandImages images(UnaryOperator<String> environment) {
        return new OperandImages(
                required(environment, "IMAGE"),
                required(environment, "IMAGE_PRUNER"),
                required(environment, "OPERATOR_IMAGE"),
                required(environment, "RELEASE_VERSION"));
    }

    /** And those of other releases, where {@code RELEASES} names some. */
    static Releases releases(UnaryOperator<String> environment) {
        var others = environment.apply("RELEASES");
        return ReleaseCatalog.read(images(environment), others == null ? "" : others);
    }

    private static String required(UnaryOperator<String> environment, String name) {
        var value = environment.apply(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(
                    "the environment variable %s is not set; the registry-deployer needs IMAGE, IMAGE_PRUNER,"
                                    .formatted(name)
                            + " OPERATOR_IMAGE and RELEASE_VERSION of the release it deploys");
        }
        return value;
    }
}
