package org.registryfleet.objectstorage.ibm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.registryfleet.clusteraccess.execution.ExternalResourceResult;
import org.registryfleet.objectstorage.ProviderTest;

/** Requests and their order on the server side (storage specification, section 2.7). */
class IbmExecutorTest extends ProviderTest {

    private static final String FILE = IbmExecutor.FILE;

    @Override
    protected ObjectNode spec() {
        var spec = JsonNodeFactory.instance.objectNode();
        spec.put("provider", "ibmcos").put("state", "Present").put("bucket", "bkt");
        spec.put("location", "eu-gb").put("resourceGroup", "test-rg").put("owner", "x");
        spec.put("endpoint", "https://s3.eu-gb.cloud-object-storage.appdomain.cloud");
        spec.put("iam", "https://iam.cloud.ibm.com");
        spec.put("resourceController", "https://resource-controller.cloud.ibm.com");
        spec.put("resourceManager", "https://resource-controller.cloud.ibm.com");
        spec.put("serviceInstance", "").put("resourceKey", "");
        spec.put("named", true).put("mayCreate", true).put("management", "IfCreated");
        spec.putObject("keys").put("namespace", "ns").put("name", "keys");
        spec.putObject("credentials").put("apiKey", CANARY);
        return spec;
    }

    @Test
    void makesInstanceKeyAndBucket() {
        var answer = run(spec -> spec.put("named", false).put("management", "Managed"));
        var status = done(answer);

        assertThat(requests())
                .containsExactly(
                        "GET /v2/resource_groups 200",
                        "GET /v2/resource_instances 200",
                        "POST /v2/resource_instances 201",
                        "GET /v2/resource_keys 200",
                        "POST /v2/resource_keys 201",
                        "PUT /bkt 200",
                        "HEAD /bkt 200");
        var instance = space.ibm().instances().getFirst();
        assertThat(instance.path("name").asText()).isEqualTo("x-image-registry");
        assertThat(instance.at("/tags/0").asText()).isEqualTo("kubernetes.io_cluster_x:owned");
        assertThat(status.path("serviceInstanceCRN").asText())
                .isEqualTo(instance.path("crn").asText());
        assertThat(status.path("resourceKeyCRN").asText())
                .isEqualTo(space.ibm().keys().getFirst().path("crn").asText());
        assertThat(status.path("resourceGroupName").asText()).isEqualTo("test-rg");
        assertThat(status.path("created").asBoolean()).isTrue();
        assertThat(status.path("managed").asBoolean()).isTrue();
        assertThat(status.at("/keys/" + FILE).asText()).startsWith("hmac:");
        assertThat(file(answer)).contains("aws_access_key_id = hmac-id-of-");
        assertThat(answer.toString()).doesNotContain("hmac-secret-of-");
    }

    @Test
    void doesTheSameOnceMoreWithoutHarm() {
        var first = file(run(_ -> {}));

        var second = run(spec -> spec.put("createdHere", true));

        assertThat(file(second)).isEqualTo(first);
        assertThat(done(second).path("managed").asBoolean()).isTrue();
        assertThat(space.ibm().instances()).hasSize(1);
        assertThat(space.ibm().keys()).hasSize(1);
        assertThat(space.ibm().buckets().names()).containsExactly("bkt");
    }

    @Test
    void usesInstanceAndBucketOfTheUserAndMakesAKeyAlone() {
        var instance = space.ibm().instance("mine");
        space.ibm().buckets().put("bkt", false);

        var status = done(run(spec -> spec.put("serviceInstance", instance.path("crn").asText())));

        assertThat(requests())
                .map(call -> call.replaceAll("/crn:.* ", "/<crn> "))
                .containsExactly(
                        "GET /v2/resource_instances/<crn> 200",
                        "GET /v2/resource_groups/group-1 200",
                        "GET /v2/resource_keys 200",
                        "POST /v2/resource_keys 201",
                        "HEAD /bkt 200");
        assertThat(status.path("managed").asBoolean(true)).isFalse();
        assertThat(status.path("resourceGroupName").asText()).isEqualTo("test-rg");
    }

    @Test
    void usesTheKeyOfTheUser() {
        var instance = space.ibm().instance("mine");
        var key = space.ibm().key("mine", instance);

        var answer = run(spec -> withKey(spec, instance, key));

        assertThat(done(answer).path("resourceKeyCRN").asText())
                .isEqualTo(key.path("crn").asText());
        assertThat(requests()).noneMatch(call -> call.startsWith("POST /v2/resource_keys"));
        assertThat(file(answer))
                .contains(key.at("/credentials/cos_hmac_keys/access_key_id").asText());
    }

    @ParameterizedTest
    @CsvSource({
        "instance, specified resource key is not valid for service instance",
        "credentials, specified resource key does not have any attached credentials",
        "hmac, specified resource key credentials does not contain HMAC keys",
        "role, specified resource key's IAM role is not valid"
    })
    void refusesAKeyOfNoUse(String flaw, String message) {
        var instance = space.ibm().instance("mine");
        var key = space.ibm().key("mine", instance);
        switch (flaw) {
            case "instance" -> key.put("source_crn", "other");
            case "credentials" -> key.putObject("credentials");
            case "hmac" -> ((ObjectNode) key.path("credentials")).remove("cos_hmac_keys");
            default -> ((ObjectNode) key.path("credentials")).put("iam_role_crn", "a:Reader");
        }

        var failed = failed(run(spec -> withKey(spec, instance, key)));

        assertThat(failed.isRefused()).isTrue();
        assertThat(failed.message()).isEqualTo(message);
        assertThat(space.ibm().buckets().names()).isEmpty();
    }

    @Test
    void makesANewKeyWhenItsOwnIsTakenAway() {
        var first = file(run(_ -> {}));
        space.ibm().loseKeys();

        assertThat(file(run(_ -> {}))).isNotEqualTo(first).contains("hmac-id-of-");
    }

    @ParameterizedTest
    @CsvSource({
        "provisioning, false, IBM COS Instance Provisioning",
        "inactive, true, IBM COS Instance Gone"
    })
    void waitsForAnInstanceOrSaysThatItIsGone(String state, boolean refused, String reason) {
        var instance = space.ibm().instance("mine").put("state", state);

        var failed =
                failed(run(spec -> spec.put("serviceInstance", instance.path("crn").asText())));

        assertThat(failed.isRefused()).isEqualTo(refused);
        assertThat(failed.reason()).isEqualTo(reason);
    }

    @Test
    void tellsAnApiKeyThatIsRefused() {
        space.ibm().refusals().refuse("token", 400, "Provided API key could not be found.");

        var failed = failed(run(_ -> {}));

        assertThat(failed.isRefused()).isTrue();
        assertThat(failed.message())
                .isEqualTo(
                        "unable to get an IAM token: Provided API key could not be found. with resp"
                                + " code: 400");
    }

    @Test
    void saysThatThereIsNoResourceGroup() {
        var failed = failed(run(spec -> spec.put("resourceGroup", "other")));

        assertThat(failed.message())
                .isEqualTo("unable to find any resource groups with resp code: 200");
    }

    @Test
    void refusesTheBucketOfAnotherAccount() {
        space.ibm().buckets().put("bkt", true);

        var failed = failed(run(_ -> {}));

        assertThat(failed.isRefused()).isTrue();
        assertThat(failed.reason()).isEqualTo("BucketAlreadyExists");
    }

    @Test
    void repeatsWhatIsThrottledButMakesNothingTwice() {
        space.ibm().refusals().refuse("resource_instances.GET", 429, "Too many requests");
        assertThat(failed(run(_ -> {})).isRefused()).isFalse();
        assertThat(requests()).filteredOn(call -> call.contains("instances")).hasSize(3);

        space.ibm().refusals().accept("resource_instances.GET");
        space.ibm().refusals().refuse("resource_instances.POST", 503, "Unavailable");
        assertThat(failed(run(_ -> {})).isRefused()).isFalse();
        assertThat(requests()).filteredOn(call -> call.startsWith("POST")).hasSize(1);
    }

    @Test
    void saysThatNobodyAnswered() {
        disconnect();

        var failed = failed(run(_ -> {}));

        assertThat(failed.isRefused()).isFalse();
        assertThat(failed.message()).startsWith("no answer from IBM Cloud: ");
    }

    @Test
    void removesBucketAndKeyAndKeepsTheInstance() {
        run(_ -> {});
        space.ibm().buckets().find("bkt").orElseThrow().keys().add("blob");

        var answer = run(spec -> spec.put("state", "Absent").put("createdHere", true));

        assertThat(done(answer).path("exists").asBoolean(true)).isFalse();
        assertThat(space.ibm().buckets().names()).isEmpty();
        assertThat(space.ibm().keys()).isEmpty();
        assertThat(space.ibm().instances()).hasSize(1);
        assertThat(((ExternalResourceResult.Done) answer).keys()).containsEntry(FILE, "");
    }

    @Test
    void keepsABucketThatNothingProvesToBeOurs() {
        space.ibm().instance("x-image-registry");
        space.ibm().buckets().put("bkt", false);

        var failed = failed(run(spec -> spec.put("state", "Absent")));

        assertThat(failed.reason()).isEqualTo("NotOwned");
        assertThat(space.ibm().buckets().names()).containsExactly("bkt");
    }

    private static String file(ExternalResourceResult answer) {
        done(answer);
        return ((ExternalResourceResult.Done) answer).keys().getOrDefault(FILE, "");
    }

    private static void withKey(ObjectNode spec, ObjectNode instance, ObjectNode key) {
        spec.put("serviceInstance", instance.path("crn").asText());
        spec.put("resourceKey", key.path("crn").asText());
    }
}
