package org.registryfleet.storageprovisioner.decision;

import org.registryfleet.storageprovisioner.result.StorageCondition;
import org.registryfleet.storageprovisioner.story.Story;

/** Clusters on Azure. */
final class AzureStories {

    static final String MINTED =
            "{apiVersion: v1, kind: Secret, metadata: {name: installer-cloud-credentials,"
                    + " namespace: openshift-image-registry}, data: {azure_subscription_id: d-sub,"
                    + " azure_tenant_id: d-tenant, azure_client_id: d-client, azure_client_secret:"
                    + " d-secret, azure_region: d-region}}";

    private AzureStories() {}

    static Story prepared(String platform, String cloudName) {
        return Story.begin(true)
                .platform(platform)
                .apply(
                        "{apiVersion: config.openshift.io/v1, kind: Infrastructure, metadata: {name:"
                                + " cluster}, status: {infrastructureName: test-abcde, platformStatus:"
                                + " {type: "
                                + platform
                                + ", azure: {resourceGroupName: test-rg, cloudName: '"
                                + cloudName
                                + "', resourceTags: [{key: cost, value: a}]}}}}")
                .listed()
                .settle();
    }

    static StorageCondition exists(Story story) {
        return story.state().applied().conditions().stream()
                .filter(condition -> condition.type().equals("StorageExists"))
                .findFirst()
                .orElseThrow();
    }
}
