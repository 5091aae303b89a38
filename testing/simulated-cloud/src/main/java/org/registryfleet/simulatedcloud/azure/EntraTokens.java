package org.registryfleet.simulatedcloud.azure;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import org.registryfleet.simulatedcloud.call.CloudReply;
import org.registryfleet.simulatedcloud.call.CloudRequest;
import org.registryfleet.simulatedcloud.call.Federation;

/** Entra ID's tokens, for a client secret of any kind or a token of a trusted service account. */
record EntraTokens(Federation federation) {

    CloudReply answer(CloudRequest request) {
        var form = request.form();
        var verdict =
                form.containsKey("client_assertion")
                        ? federation.verdict(form.getOrDefault("client_assertion", ""))
                        : Federation.Verdict.TRUSTED;
        if (verdict != Federation.Verdict.TRUSTED) {
            return CloudReply.json(
                    401,
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("error", "invalid_client")
                            .put("error_description", assertionRefused(verdict)));
        }
        return CloudReply.json(
                200,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("token_type", "Bearer")
                        .put("expires_in", 3600)
                        .put("access_token", "simulated"));
    }

    private static String assertionRefused(Federation.Verdict verdict) {
        return switch (verdict) {
            case EXPIRED -> "AADSTS700024: Client assertion is not within its valid time range.";
            case OTHER_AUDIENCE ->
                    "AADSTS700212: No matching federated identity record found for presented"
                            + " assertion audience.";
            case NO_TOKEN, UNKNOWN_SUBJECT, TRUSTED ->
                    "AADSTS700213: No matching federated identity record found for presented"
                            + " assertion subject.";
        };
    }
}
