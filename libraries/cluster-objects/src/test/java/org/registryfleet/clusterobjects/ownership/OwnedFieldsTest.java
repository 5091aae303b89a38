package org.registryfleet.clusterobjects.ownership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.registryfleet.clusterobjects.ObjectText.json;

import org.junit.jupiter.api.Test;

class OwnedFieldsTest {

    private static final String OURS =
            "{'manager':'registry-fleet','fieldsV1':{'f:spec':{'f:replicas':{}}}}";
    private static final String POD =
            "{'manager':'other','fieldsV1':{'f:metadata':{'f:annotations':{'f:a/b':{}}},"
                    + "'f:spec':{'f:containers':{'k:{\\\"name\\\":\\\"r\\\"}':{'.':{},'f:image':{}},"
                    + "'k:{\\\"name\\\":\\\"gone\\\"}':{'f:image':{}}}}}}";
    private static final String STATUS =
            "{'manager':'controller','subresource':'status','fieldsV1':{'f:status':{'f:replicas':{}}}}";

    @Test
    void namesElementsByTheirPlaceAndEscapesNames() {
        var owned = OwnedFields.of(object(OURS, POD, STATUS));

        assertThat(owned.byManager().get("other"))
                .containsExactly("/metadata/annotations/a~1b", "/spec/containers/1/image");
        assertThat(owned.owner("/spec/containers/1/image")).contains("other");
        assertThat(owned.owner("/spec/containers")).contains("other");
        assertThat(owned.owner("/spec/replicas")).contains("registry-fleet");
        assertThat(owned.owner("/spec/containers/0/image")).isEmpty();
    }

    @Test
    void tellsOfOthersOnlyWhereTheFleetHasWrittenToo() {
        assertThat(OwnedFields.ofOthers(object(OURS, POD, STATUS)).byManager())
                .containsOnlyKeys("other");
        assertThat(OwnedFields.ofOthers(object(POD, STATUS)).byManager()).isEmpty();
    }

    @Test
    void countsEveryServiceOfTheFleetAsTheFleet() {
        var service = OURS.replace("registry-fleet", "registry-fleet-storage-provisioner");

        assertThat(OwnedFields.ofOthers(object(service, POD)).byManager())
                .containsOnlyKeys("other");
        assertThat(OwnedFields.of(object(service)).owner("/spec/replicas"))
                .contains("registry-fleet");
    }

    private static com.fasterxml.jackson.databind.node.ObjectNode object(String... entries) {
        return json(
                "{'metadata':{'managedFields':["
                        + String.join(",", entries)
                        + "]},'spec':{'replicas':1,'containers':[{'name':'s'},{'name':'r','image':'i'}]}}");
    }
}
