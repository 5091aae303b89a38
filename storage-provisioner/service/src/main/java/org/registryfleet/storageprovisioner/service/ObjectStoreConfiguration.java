package org.registryfleet.storageprovisioner.service;

import org.registryfleet.clusteraccess.ClusterConnections;
import org.registryfleet.clusteraccess.credential.DigestKeySource;
import org.registryfleet.objectstorage.EndpointOverride;
import org.registryfleet.objectstorage.ProviderTimeouts;
import org.registryfleet.objectstorage.dispatch.ObjectStorage;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Configures the executor of bucket actions. It uses the same digest key as the watchers. */
@Configuration(proxyBeanMethods = false)
class ObjectStoreConfiguration {

    @Bean
    @ConditionalOnMissingBean
    EndpointOverride detour(
            ClusterConnections connections, @Value("${fleet.simulated-clouds:}") String address) {
        return SimulatedClouds.at(address, connections::isSimulated);
    }

    @Bean(destroyMethod = "close")
    ObjectStorage objectStorage(
            @Value("${fleet.digest-key:env:FLEET_DIGEST_KEY}") String digestKey,
            @Value("${fleet.previous-digest-key:}") String previousDigestKey,
            EndpointOverride detour) {
        return new ObjectStorage(
                ProviderTimeouts.STANDARD,
                detour,
                () -> DigestKeySource.load(digestKey, previousDigestKey));
    }
}
