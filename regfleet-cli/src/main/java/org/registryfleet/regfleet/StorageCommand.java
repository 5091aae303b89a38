package org.registryfleet.regfleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.regfleet.fleet.CommandFailure;
import org.registryfleet.regfleet.fleet.ManagedCluster;
import org.registryfleet.regfleet.procedure.ProcedureTarget;
import org.registryfleet.regfleet.procedure.StorageChoice;
import org.registryfleet.regfleet.procedure.StorageProcedure;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Observed;
import org.registryfleet.stage.view.Snapshot;

import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.TypeConversionException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;

/** Storage of registries: one cluster's, and what nobody uses any more. */
@Command(
        name = "storage",
        description = "Changes the storage of a registry and finds storage that nobody uses.",
        synopsisSubcommandLabel = "(set | orphans)",
        subcommands = {StorageCommand.Set.class, OrphansCommand.class})
final class StorageCommand {

    @ParentCommand private Regfleet root = Regfleet.unset();

    Regfleet root() {
        return root;
    }

    /** The backends by the word of the command line. */
    enum Backend {
        PVC("pvc"),
        BLOCK("block"),
        EMPTY_DIR("empty-dir");

        private final String word;

        Backend(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }

        static List<String> words() {
            return Arrays.stream(values()).map(Backend::toString).toList();
        }
    }

    /** Reads a backend's word; the constants' own names are no words of the command line. */
    static final class BackendWord implements ITypeConverter<Backend>, Iterable<String> {

        @Override
        public Backend convert(String value) {
            return Arrays.stream(Backend.values())
                    .filter(backend -> backend.word.equalsIgnoreCase(value))
                    .findFirst()
                    .orElseThrow(
                            () ->
                                    new TypeConversionException(
                                            "expected one of %s, but was '%s'"
                                                    .formatted(
                                                            String.join(", ", Backend.words()),
                                                            value)));
        }

        @Override
        public Iterator<String> iterator() {
            return Backend.words().iterator();
        }
    }

    /** Changes the storage. */
    @Command(
            name = "set",
            description = {
                "Changes where a registry keeps its images, shows what that does, and asks.",
                "",
                "  pvc        a claim that many nodes may use (ReadWriteMany);",
                "             one is made without --claim",
                "  block      a claim for one node (ReadWriteOnce):",
                "             one replica, replaced by Recreate",
                "  empty-dir  the pod's own disk; images are lost at every restart"
            },
            exitCodeListHeading = "Exit status:%n",
            exitCodeList = {
                "0:written by the fleet, or nothing to write",
                "2:wrong use",
                "3:refused, or not confirmed",
                "4:the cluster or the log cannot be reached, or the fleet has not answered"
            })
    static final class Set implements Callable<Integer> {

        @ParentCommand private StorageCommand parent = new StorageCommand();
        @Mixin private FleetOptions fleet = new FleetOptions();
        @Mixin private ProposalOptions proposal = new ProposalOptions();

        @Parameters(index = "0", paramLabel = "CLUSTER", description = "Id of the cluster.")
        private String cluster = "";

        @Parameters(
                index = "1",
                paramLabel = "STORAGE",
                converter = BackendWord.class,
                completionCandidates = BackendWord.class,
                description = "One of ${COMPLETION-CANDIDATES}.")
        private Backend backend = Backend.PVC;

        @Option(
                names = "--claim",
                paramLabel = "NAME",
                defaultValue = "",
                description = "A claim in the namespace openshift-image-registry.")
        private String claim = "";

        @Override
        public Integer call() {
            if (backend == Backend.EMPTY_DIR && !claim.isEmpty()) {
                throw CommandFailure.refused("empty-dir has no claim; leave --claim out");
            }
            var root = parent.root;
            try (var api = fleet.reach(cluster, root.surroundings())) {
                var proposed = StorageProcedure.propose(cluster, state(api), choice());
                return proposal.carryOut(proposed, cluster, root, fleet);
            }
        }

        private StorageChoice choice() {
            return switch (backend) {
                case PVC -> new StorageChoice.SharedClaim(claim);
                case BLOCK -> new StorageChoice.BlockClaim(claim);
                case EMPTY_DIR -> new StorageChoice.EmptyDir();
            };
        }
    }

    /** What a procedure needs to know of the cluster. */
    static ProcedureTarget state(ManagedCluster api) {
        var objects = new ArrayList<Observed>();
        if (api.get(ProcedureTarget.CONFIG) instanceof ObjectNode config) {
            objects.add(observed(config));
        }
        api.list("v1", "PersistentVolumeClaim", "openshift-image-registry", "")
                .forEach(claim -> objects.add(observed(claim)));
        api.list("storage.k8s.io/v1", "StorageClass", "", "")
                .forEach(one -> objects.add(observed(one)));
        api.list("v1", "Node", "", "").forEach(node -> objects.add(observed(node)));
        return new ProcedureTarget(Snapshot.of(objects));
    }

    private static Observed observed(JsonNode object) {
        var metadata = object.path("metadata");
        var ref =
                new ObjectRef(
                        object.path("apiVersion").asText(),
                        object.path("kind").asText(),
                        metadata.path("namespace").asText(""),
                        metadata.path("name").asText());
        return new Observed(
                ref,
                metadata.path("uid").asText(),
                metadata.path("resourceVersion").asText(),
                object);
    }
}
