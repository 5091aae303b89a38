package org.registryfleet.registrydeployer.decision;

import org.registryfleet.registrydeployer.operand.OperandInputs;
import org.registryfleet.registrydeployer.operand.PartPlan;
import org.registryfleet.registrydeployer.registry.RegistryPart;
import org.registryfleet.registrydeployer.verification.ConfigVerification;
import org.registryfleet.stage.change.Desired;

import java.util.Collection;

/** What happens to the registry itself, and by which rule. */
sealed interface RegistryPlan {

    default PartPlan plan() {
        return PartPlan.nothing();
    }

    /** Identifier of the rule, stable across releases. */
    String rule();

    String reason();

    /** Applies all objects as the Config requires. */
    record Apply(PartPlan plan) implements RegistryPlan {
        @Override
        public String rule() {
            return "apply";
        }

        @Override
        public String reason() {
            return "The Config says Managed and the storage is ready.";
        }
    }

    /** Deletes all objects. */
    record Remove(PartPlan plan) implements RegistryPlan {
        @Override
        public String rule() {
            return "remove";
        }

        @Override
        public String reason() {
            return "The Config says Removed or is being deleted.";
        }
    }

    /** The Config is invalid. */
    record Refuse(String fault) implements RegistryPlan {
        @Override
        public String rule() {
            return "verification-failed";
        }

        @Override
        public String reason() {
            return "Nothing is applied: " + fault + ".";
        }
    }

    /** The storage is not ready for this generation of the Config. */
    record Wait() implements RegistryPlan {
        @Override
        public String rule() {
            return "wait-for-storage";
        }

        @Override
        public String reason() {
            return "The storage is not ready for this generation of the Config.";
        }
    }

    /** Leaves all objects alone. */
    record Leave() implements RegistryPlan {
        @Override
        public String rule() {
            return "leave";
        }

        @Override
        public String reason() {
            return "The Config says neither Managed nor Removed.";
        }
    }

    /** There is no Config. */
    record NoConfig() implements RegistryPlan {
        @Override
        public String rule() {
            return "no-config";
        }

        @Override
        public String reason() {
            return "There is no Config yet.";
        }
    }

    static RegistryPlan of(OperandInputs inputs, Collection<Desired> others) {
        return switch (inputs.intent()) {
            case NONE -> new NoConfig();
            case LEAVE -> new Leave();
            case REMOVE -> new Remove(RegistryPart.absent(inputs.objects()));
            case WAIT -> verified(inputs, new Wait());
            case APPLY -> verified(inputs, new Apply(RegistryPart.present(inputs, others)));
        };
    }

    private static RegistryPlan verified(OperandInputs inputs, RegistryPlan plan) {
        return ConfigVerification.problem(inputs.configSpec())
                .<RegistryPlan>map(Refuse::new)
                .orElse(plan);
    }
}
