package org.registryfleet.registrydeployer.decision;

import org.registryfleet.registrydeployer.operand.OperandInputs;
import org.registryfleet.registrydeployer.operand.PartPlan;
import org.registryfleet.registrydeployer.registry.RegistryPart;
import org.registryfleet.registrydeployer.verification.ConfigVerification;
import org.registryfleet.stage.change.Desired;

import java.util.Collection;

/** What happens to the registry proper, and by which rule. */
sealed interface RegistryPlan {

    default PartPlan plan() {
        return PartPlan.nothing();
    }

    /** Name of the rule, stable across releases. */
    String rule();

    String reason();

    /** Everything is brought to what the Config says. */
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

    /** Everything goes. */
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

    /** The Config is at fault. */
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

    /** The storage is not ready for the Config as it is. */
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

    /** Hands off. */
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

    /** There is nothing to go by. */
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
