package org.registryfleet.localfleet.closedloop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Observed;

/** A cloud that does what it is asked. */
public final class SmallCloud {

    private SmallCloud() {}

    /** The bucket that was wanted, as it is found afterwards. */
    public static Observed carryOut(ObjectRef ref, JsonNode wanted) {
        var spec = wanted.path("spec");
        var content = (ObjectNode) wanted.deepCopy();
        content.putObject("status")
                .put("exists", spec.path("state").asText().equals("Present"))
                .put("managed", !spec.path("management").asText().equals("Unmanaged"))
                .put("created", true)
                .put("credentialsDigest", "hmac:00000000000000000000000000000007");
        return new Observed(ref, "b", "v" + content.hashCode(), content);
    }
}
