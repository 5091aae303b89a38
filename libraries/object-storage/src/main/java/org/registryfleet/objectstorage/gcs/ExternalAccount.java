package org.registryfleet.objectstorage.gcs;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.auth.http.HttpTransportFactory;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.IdentityPoolCredentials;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A Google service account that trusts the cluster's service account (workload identity
 * federation). Only names are taken from the file that describes it: the token comes from the
 * cluster, and only Google's own services are called.
 */
final class ExternalAccount {

    static final String TYPE = "external_account";

    private static final String TOKENS = "https://sts.googleapis.com/v1/token";
    private static final String IMPERSONATION =
            "https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/";
    private static final String GENERATE = ":generateAccessToken";
    private static final Pattern POOL =
            Pattern.compile(
                    "//iam\\.googleapis\\.com/projects/[^/]+/locations/global"
                            + "/workloadIdentityPools/[^/]+/providers/[^/]+");
    private static final Pattern ACCOUNT =
            Pattern.compile(".*/serviceAccounts/([A-Za-z0-9@._-]+):generateAccessToken");

    private ExternalAccount() {}

    /**
     * @throws IOException when the file names no workload identity pool
     */
    static GoogleCredentials of(
            JsonNode file, String token, List<String> scopes, HttpTransportFactory transport)
            throws IOException {
        var pool = file.path("audience").asText("");
        if (!POOL.matcher(pool).matches()) {
            throw new IOException("the audience names no provider of a workload identity pool");
        }
        var builder =
                IdentityPoolCredentials.newBuilder()
                        .setAudience(pool)
                        .setSubjectTokenType("urn:ietf:params:oauth:token-type:jwt")
                        .setTokenUrl(TOKENS)
                        .setSubjectTokenSupplier(_ -> token)
                        .setScopes(scopes)
                        .setHttpTransportFactory(transport);
        var written = file.path("service_account_impersonation_url").asText("");
        if (!written.isEmpty()) {
            var account = ACCOUNT.matcher(written);
            if (!account.matches()) {
                throw new IOException("the impersonation URL names no service account");
            }
            builder.setServiceAccountImpersonationUrl(IMPERSONATION + account.group(1) + GENERATE);
        }
        return builder.build();
    }
}
