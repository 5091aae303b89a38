package org.registryfleet.localfleet.closedloop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;
import org.registryfleet.stage.change.Change;
import org.registryfleet.stage.view.ObjectRef;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds the writes that the control plane has no right to. */
public final class Rights {

    private static final Set<String> OUR_FIELDS = Set.of("httpSecret", "observedConfig", "storage");
    private static final Set<String> STATUS_OF_USERS = Set.of("Config", "ImagePruner", "Image");

    private final List<String> trespasses = new ArrayList<>();

    /** States of the Config that a decision under way may stand on. */
    private final List<JsonNode> configs = new ArrayList<>();

    private boolean userDeletedClaim;

    public List<String> trespasses() {
        return trespasses;
    }

    void configured(JsonNode config) {
        configs.add(config.deepCopy());
    }

    void deletedByUser(ObjectRef ref) {
        userDeletedClaim |= ref.kind().equals("PersistentVolumeClaim");
    }

    boolean hasUserDeletedClaim() {
        return userDeletedClaim;
    }

    /** Every decision knows the cluster as it is now. */
    public void allIsKnown() {
        if (configs.size() > 1) {
            configs.subList(0, configs.size() - 1).clear();
        }
    }

    void judge(Change change, @Nullable ObjectNode before, boolean isOfUser) {
        switch (change) {
            case Change.Create _ -> {
                // what is not there belongs to nobody
            }
            case Change.Patch patch -> judge(patch, before, isOfUser);
            case Change.Delete delete -> {
                if (isOfUser) {
                    trespasses.add("deletes what a user has made: " + delete.ref());
                }
                if (delete.ref().equals(Deed.OWN_CLAIM)
                        && configs.stream().noneMatch(Rights::givesClaimUp)) {
                    trespasses.add("deletes a claim that nobody has given up");
                }
            }
        }
    }

    private void judge(Change.Patch patch, @Nullable ObjectNode before, boolean isOfUser) {
        var kind = patch.ref().kind();
        if (patch.onStatus() && STATUS_OF_USERS.contains(kind)) {
            return;
        }
        if (kind.equals("Config")) {
            judgeConfig(patch, before == null ? JsonNodeFactory.instance.objectNode() : before);
        } else if (isOfUser) {
            trespasses.add("changes what a user has made: " + patch.ref() + " " + patch.body());
        }
    }

    private void judgeConfig(Change.Patch patch, ObjectNode before) {
        for (var field : patch.body().path("spec").properties()) {
            if (!OUR_FIELDS.contains(field.getKey())) {
                trespasses.add("writes a user's field of the Config: " + field);
            }
        }
        var wanted = patch.body().at("/spec/storage");
        var members = members(before.at("/spec/storage"));
        for (var member : wanted.properties()) {
            var name = member.getKey();
            boolean isUsers = members.contains(name) && member.getValue().isNull();
            boolean isSecond = !members.isEmpty() && !members.contains(name);
            if (!name.equals("managementState") && (isUsers || isSecond)) {
                trespasses.add("chooses another storage than the user: " + wanted);
            }
        }
        var claim = before.at("/spec/storage/pvc/claim").asText("");
        if (!claim.isEmpty() && !wanted.at("/pvc/claim").asText(claim).equals(claim)) {
            trespasses.add("chooses another claim than the user: " + wanted);
        }
    }

    private static Set<String> members(JsonNode storage) {
        var members = new HashSet<String>();
        for (var member : storage.properties()) {
            if (!member.getKey().equals("managementState") && !member.getValue().isNull()) {
                members.add(member.getKey());
            }
        }
        return members;
    }

    private static boolean givesClaimUp(JsonNode config) {
        boolean ends =
                config.at("/metadata").has("deletionTimestamp")
                        || config.at("/spec/managementState").asText().equals("Removed");
        var storage = config.at("/spec/storage");
        return ends
                && storage.path("managementState").asText().equals("Managed")
                && storage.at("/pvc/claim").asText().equals(Deed.OWN_CLAIM.name());
    }
}
