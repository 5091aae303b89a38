package org.registryfleet.localfleet.closedloop;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.function.Function;

/** What may happen next in a story. */
public enum RandomEdits {
    /** Everything. */
    ANYTHING(
            30,
            List.of(
                    UserEdits::setAnyStorage,
                    UserEdits::setAnyStorage,
                    UserEdits::setAnySpec,
                    UserEdits::setAnySpec,
                    UserEdits::setAnySpec,
                    UserEdits::applyAny,
                    UserEdits::applyAny,
                    UserEdits::deleteOwn,
                    UserEdits::deleteConfig,
                    UserEdits::editPruner,
                    Accidents::delete,
                    Accidents::damage,
                    Accidents::letOthersWork)),
    /** Storage comes, goes and changes hands. */
    STORAGE(
            60,
            List.of(
                    UserEdits::changeOwner,
                    UserEdits::changeOwner,
                    UserEdits::changeOwner,
                    UserEdits::setState,
                    UserEdits::setState,
                    UserEdits::setState,
                    UserEdits::makeClaim,
                    UserEdits::makeUsersClaim,
                    UserEdits::deleteClaim,
                    UserEdits::takeOverClaim,
                    UserEdits::deleteConfig,
                    Accidents::letOthersWork));

    private static final String ONE_POD =
            "{managementState: Managed, replicas: 1, rolloutStrategy: Recreate}";

    private static final List<String> SOUND_STORAGES =
            List.of("{emptyDir: {}}", "{pvc: {claim: ''}}", "{pvc: {claim: mine}}");

    private final int restsAfter;
    private final List<Function<Deed, String>> edits;

    RandomEdits(int restsAfter, List<Function<Deed, String>> edits) {
        this.restsAfter = restsAfter;
        this.edits = edits;
    }

    /** After how many of a hundred edits everybody comes to rest before the next. */
    int restsAfter() {
        return restsAfter;
    }

    /** What a story begins with; empty for nothing. */
    public String first(Deed deed) {
        return switch (this) {
            case ANYTHING -> "";
            case STORAGE ->
                    String.join(
                            "; ",
                            UserEdits.makeUsersClaim(deed),
                            UserEdits.setSpec(deed, ONE_POD),
                            UserEdits.changeOwner(deed));
        };
    }

    /** One of them; says what it was. */
    public String next(Deed deed) {
        return deed.one(edits).apply(deed);
    }

    /** Ends whatever is invalid or leaves the operand to itself. */
    public static String repair(Deed deed) {
        if (deed.api().find(Deed.USERS_CLAIM).isEmpty()) {
            UserEdits.makeUsersClaim(deed);
        }
        var storage = soundStorage(deed);
        var spec = UserEdits.soundSpec();
        boolean removed = deed.random().nextInt(3) == 0;
        spec.put("managementState", removed ? "Removed" : "Managed");
        spec.put("replicas", deed.random().nextInt(2)).put("rolloutStrategy", "Recreate");
        ObjectNode patch = Yaml.object("{}");
        patch.set("spec", spec);
        deed.api().patch(Deed.CONFIG, patch);
        return "all is repaired: " + UserEdits.setStorage(deed, storage) + ", it gets " + spec;
    }

    /** A claim of our name that is not ours is an error that stays, and one that goes is none. */
    private static String soundStorage(Deed deed) {
        boolean hasUsable =
                !deed.api().isOfUser(Deed.OWN_CLAIM)
                        && List.of(Deed.OWN_CLAIM, Deed.USERS_CLAIM).stream()
                                .flatMap(ref -> deed.api().find(ref).stream())
                                .noneMatch(claim -> claim.isDeleting());
        return hasUsable ? deed.one(SOUND_STORAGES) : SOUND_STORAGES.getFirst();
    }
}
