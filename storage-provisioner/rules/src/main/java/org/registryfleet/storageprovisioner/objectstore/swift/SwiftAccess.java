package org.registryfleet.storageprovisioner.objectstore.swift;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import org.registryfleet.stage.change.SecretValue;
import org.registryfleet.stage.view.Observed;
import org.registryfleet.stage.view.Snapshot;
import org.registryfleet.storageprovisioner.objectstore.CloudSecrets;
import org.registryfleet.storageprovisioner.objectstore.DesiredBucket;
import org.registryfleet.storageprovisioner.objectstore.ProviderKeys;
import org.registryfleet.storageprovisioner.objectstore.StorageAccess;

import java.util.ArrayList;
import java.util.List;

/** The credentials for Keystone (storage specification, section 2.8.2). */
final class SwiftAccess {

    private static final List<List<String>> COMPLETE =
            List.of(
                    List.of("USERNAME", "PASSWORD"),
                    List.of(
                            "APPLICATIONCREDENTIALID",
                            "APPLICATIONCREDENTIALNAME",
                            "APPLICATIONCREDENTIALSECRET"),
                    List.of("TOKENID"));
    private static final List<String> PLACE =
            List.of("domain", "domainID", "tenant", "tenantID", "regionName");

    private SwiftAccess() {}

    static StorageAccess of(SwiftSettings settings, String owner, Snapshot objects) {
        var user = objects.find(CloudSecrets.USER);
        return user.isPresent()
                ? ofUser(settings, owner, user.get(), objects)
                : objects.find(CloudSecrets.MINTED)
                        .map(minted -> ofPlatform(settings, owner, new CloudsYaml(minted, objects)))
                        .orElseGet(() -> new StorageAccess.Denied(CloudSecrets.notMinted()));
    }

    private static StorageAccess ofPlatform(SwiftSettings settings, String owner, CloudsYaml file) {
        if (!CloudSecrets.has(file.minted(), CloudsYaml.KEY)) {
            return new StorageAccess.Denied(
                    CloudSecrets.lacks(CloudSecrets.MINTED, CloudsYaml.KEY));
        }
        var description = JsonNodeFactory.instance.objectNode().put("owner", owner);
        description.put("authUrl", settings.text("authURL"));
        description.put("authVersion", settings.text("authVersion"));
        PLACE.forEach(name -> description.put(name, settings.text(name)));
        file.describe(description);
        ProviderKeys.describe(description);
        return new StorageAccess.Granted(
                new DesiredBucket(
                        "swift",
                        settings.container(),
                        settings.isNamed(),
                        description,
                        file.sources()),
                found -> SwiftPodContribution.ofPlatform(settings.container(), found));
    }

    private static StorageAccess ofUser(
            SwiftSettings settings, String owner, Observed secret, Snapshot objects) {
        if (COMPLETE.stream().noneMatch(keys -> keys.stream().allMatch(key -> has(secret, key)))) {
            return new StorageAccess.Denied(incomplete());
        }
        var error = settings.authUrl().error();
        return error.isEmpty()
                ? granted(settings, owner, secret, new CloudCa(objects))
                : new StorageAccess.Denied(error);
    }

    private static StorageAccess granted(
            SwiftSettings settings, String owner, Observed secret, CloudCa authority) {
        var description = JsonNodeFactory.instance.objectNode();
        description.put("authUrl", settings.authUrl().address()).put("owner", owner);
        PLACE.forEach(name -> description.put(name, settings.text(name)));
        var credentials = description.putObject("credentials");
        var sources = new ArrayList<SecretValue>();
        for (var name : SwiftPodContribution.SECRET) {
            var key = SwiftPodContribution.PREFIX + name;
            if (CloudSecrets.has(secret, key)) {
                credentials.put(name, CloudSecrets.text(secret, key));
                sources.add(
                        SecretValue.copied(
                                DesiredBucket.CREDENTIALS + "/" + name,
                                secret.ref(),
                                "/data/" + key));
            }
        }
        authority.describe(description);
        authority.sources().forEach(sources::add);
        return new StorageAccess.Granted(
                new DesiredBucket(
                        "swift", settings.container(), settings.isNamed(), description, sources),
                found -> SwiftPodContribution.of(settings, secret, found));
    }

    private static boolean has(Observed secret, String name) {
        return CloudSecrets.has(secret, SwiftPodContribution.PREFIX + name);
    }

    private static String incomplete() {
        return ("secret \"%s\" does not contain required keys '%1$sUSERNAME' and '%1$sPASSWORD'; or"
                        + " '%1$sAPPLICATIONCREDENTIALID', '%1$sAPPLICATIONCREDENTIALNAME' and"
                        + " '%1$sAPPLICATIONCREDENTIALSECRET'; or '%1$sTOKENID'")
                .replace("%1$s", SwiftPodContribution.PREFIX)
                .formatted(CloudSecrets.name(CloudSecrets.USER));
    }
}
