package org.registryfleet.objectstorage.ibm;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.clusteraccess.execution.ExternalResourceExecutor;
import org.registryfleet.clusteraccess.execution.ExternalResourceRequest;
import org.registryfleet.clusteraccess.execution.ExternalResourceResult;
import org.registryfleet.objectstorage.EndpointOverride;
import org.registryfleet.objectstorage.ExternalResults;
import org.registryfleet.objectstorage.ProviderTimeouts;
import org.registryfleet.objectstorage.RestClient;
import org.registryfleet.objectstorage.WantedStorage;
import org.registryfleet.objectstorage.s3.CosStorage;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Executor for buckets of IBM Cloud Object Storage, with their service instance and resource key.
 */
public final class IbmExecutor implements ExternalResourceExecutor, AutoCloseable {

    /** Key of the registry's credentials file in the stored Secret. */
    public static final String FILE = "ibmcos-credentials";

    private static final List<String> COPIED =
            List.of(
                    "state",
                    "bucket",
                    "management",
                    "mayCreate",
                    "named",
                    "createdHere",
                    "owner",
                    "endpoint");

    private final ProviderTimeouts limits;
    private final RestClient http;
    private final CosStorage buckets;

    public IbmExecutor(ProviderTimeouts limits, EndpointOverride endpointOverride) {
        this.limits = limits;
        this.http = new RestClient(limits, endpointOverride);
        this.buckets = new CosStorage(limits, endpointOverride);
    }

    @Override
    public ExternalResourceResult carryOut(ExternalResourceRequest call) {
        var wanted = new WantedStorage(call.wanted().path("spec"));
        var end = System.nanoTime() + limits.action().toNanos();
        BooleanSupplier hasTime = () -> System.nanoTime() < end;
        try {
            var cloud = IbmCloud.login(http, call.cluster(), wanted);
            return wanted.isAbsent() ? remove(cloud, hasTime) : provide(cloud, hasTime);
        } catch (IbmException refused) {
            return refused.answer();
        } catch (IOException failure) {
            return ExternalResults.failed(
                    0, ExternalResults.UNKNOWN, "no answer from IBM Cloud: " + said(failure));
        } catch (IllegalArgumentException wrong) {
            return ExternalResults.refused(
                    "InvalidConfiguration", String.valueOf(wrong.getMessage()));
        }
    }

    private ExternalResourceResult provide(IbmCloud cloud, BooleanSupplier hasTime)
            throws IOException {
        var instance = ServiceInstance.of(cloud);
        if (instance.crn().isEmpty()) {
            return ExternalResults.failed(
                    404, "IBM COS Instance Gone", "IBM COS service instance has been removed.");
        }
        var key = ResourceKey.of(cloud, instance);
        var answer = buckets.carryOut(bucket(cloud, instance), login(cloud, instance), hasTime);
        if (!(answer instanceof ExternalResourceResult.Done(var status, _, _))) {
            return answer;
        }
        status.put("serviceInstanceCRN", instance.crn());
        status.put("resourceKeyCRN", key.crn());
        status.put("resourceGroupName", instance.group());
        return new ExternalResourceResult.Done(status, Map.of(FILE, key.file()), Map.of());
    }

    /** Keeps the instance, which may hold other buckets; deletes the registry's key. */
    private ExternalResourceResult remove(IbmCloud cloud, BooleanSupplier hasTime)
            throws IOException {
        var instance = ServiceInstance.of(cloud);
        if (instance.crn().isEmpty()) {
            return new ExternalResourceResult.Done(gone(), Map.of(FILE, ""), Map.of());
        }
        var answer = buckets.carryOut(bucket(cloud, instance), login(cloud, instance), hasTime);
        if (!(answer instanceof ExternalResourceResult.Done(var status, _, _))) {
            return answer;
        }
        status.put("serviceInstanceCRN", instance.crn());
        status.put("resourceKeyCRN", ResourceKey.remove(cloud, instance));
        return new ExternalResourceResult.Done(status, Map.of(FILE, ""), Map.of());
    }

    private static ObjectNode gone() {
        return JsonNodeFactory.instance.objectNode().put("exists", false).put("managed", false);
    }

    /**
     * Deletes the bucket like an S3 one: an instance of the cluster's own proves that its buckets
     * were created here.
     */
    private static ObjectNode bucket(IbmCloud cloud, ServiceInstance instance) {
        var spec = JsonNodeFactory.instance.objectNode();
        COPIED.forEach(name -> spec.set(name, cloud.wanted().spec().path(name)));
        var location = cloud.wanted().text("location");
        spec.put("region", location).put("locationConstraint", location + "-smart");
        spec.put("properties", false);
        if (instance.created()) {
            spec.put("createdHere", true);
        }
        return spec;
    }

    private static CosStorage.Login login(IbmCloud cloud, ServiceInstance instance) {
        return new CosStorage.Login(
                cloud.cluster(),
                cloud.token(),
                instance.crn(),
                cloud.wanted().text("endpoint"),
                cloud.wanted().text("location"));
    }

    private static String said(IOException failure) {
        var message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }

    @Override
    public void close() {
        http.close();
        buckets.close();
    }
}
