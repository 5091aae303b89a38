package org.registryfleet.clusterobjects.redaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.registryfleet.clusterobjects.ObjectText.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Base64;
import java.util.List;

class RedactionTest {
    private static final String CANARY = "canary-7f3a-s3cr3t";
    private static final String ENCODED =
            Base64.getEncoder().encodeToString(CANARY.getBytes(UTF_8));

    private final Digester digester = Digester.of("0123456789abcdef".getBytes(UTF_8));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'kind':'Secret','data':{'password':'BASE64'}}",
                "{'kind':'Secret','stringData':{'password':'CANARY'}}",
                "{'kind':'ConfigMap','data':{'a':'CANARY'},'binaryData':{'b':'BASE64'}}",
                "{'kind':'ConfigMap','data':{'ca.crt':'# CANARY\\n-----BEGIN CERTIFICATE-----\\nMIIx\\n-----END CERTIFICATE-----'}}",
                "{'kind':'ConfigMap','metadata':{'name':'cloud-provider-config','namespace':'openshift-config'},'data':{'endpoints':'{\\u0022galleryEndpoint\\u0022:\\u0022CANARY\\u0022}'}}",
                "{'kind':'Proxy','status':{'httpProxy':'svc@corp.example:a CANARY@proxy:3128'}}",
                "{'kind':'Proxy','status':{'httpProxy':'http://svc:a@CANARY@proxy:3128'}}",
                "{'kind':'Config','spec':{'proxy':{'http':'svc:CANARY@proxy:3128'}}}",
                "{'kind':'Pod','spec':{'containers':[{'args':['--password=CANARY','--token','CANARY','-u','me:CANARY']}]}}",
                "{'kind':'Job','spec':{'template':{'spec':{'containers':[{'command':['sh','-c','PGPASSWORD=CANARY psql']}]}}}}",
                "{'kind':'StorageClass','parameters':{'restuserpwd':'CANARY'}}",
                "{'kind':'Pod','status':{'containerStatuses':[{'state':{'waiting':{'message':'password: it CANARY'}}}]}}",
                "{'kind':'Secret','metadata':{'annotations':{'openshift.io/token-secret.value':'CANARY'}}}",
                "{'kind':'Config','spec':{'httpSecret':'CANARY'}}",
                "{'kind':'Config','spec':{'proxy':{'http':'http://me:CANARY@proxy:3128'}}}",
                "{'kind':'Proxy','spec':{'httpsProxy':'https://me:CANARY@proxy'},'status':{'httpProxy':'http://CANARY@proxy:1'}}",
                "{'kind':'Route','spec':{'tls':{'key':'CANARY','certificate':'CANARY','caCertificate':'CANARY','destinationCACertificate':'CANARY'}}}",
                "{'kind':'Pod','spec':{'containers':[{'env':[{'name':'REGISTRY_HTTP_SECRET','value':'CANARY'}]}]}}",
                "{'kind':'Deployment','spec':{'template':{'spec':{'containers':[{'env':[{'name':'REGISTRY_HTTP_SECRET','value':'CANARY'}]}]}}}}",
                "{'kind':'Deployment','spec':{'template':{'spec':{'containers':[{'env':[{'name':'HTTPS_PROXY','value':'http://u:CANARY@p:1'}]}]}}}}",
                "{'kind':'Deployment','spec':{'template':{'metadata':{'annotations':{'kubectl.kubernetes.io/last-applied-configuration':'{CANARY}'}}}}}",
                "{'kind':'ReplicaSet','spec':{'template':{'spec':{'initContainers':[{'env':[{'name':'DB_PASSWORD','value':'CANARY'}]}]}}}}",
                "{'kind':'CronJob','spec':{'jobTemplate':{'spec':{'template':{'spec':{'containers':[{'env':[{'name':'API_TOKEN','value':'CANARY'}]}]}}}}}}",
                "{'kind':'ConfigMap','data':{'cloud.conf':'[Global]\\n"
                        + "password = CANARY\\n"
                        + "user=x'}}",
                "{'kind':'ConfigMap','data':{'azure.json':'{\\u0022aadClientSecret\\u0022:"
                        + " \\u0022CANARY\\u0022}'}}",
                "{'kind':'ConfigMap','data':{'key.pem':'-----BEGIN RSA PRIVATE KEY-----CANARY'}}",
                "{'kind':'ServiceAccount','status':{'token':'CANARY'}}",
                "{'kind':'Infrastructure','metadata':{'annotations':{'kubectl.kubernetes.io/last-applied-configuration':'CANARY'}}}",
                "{'kind':'Namespace','metadata':{'managedFields':[{'manager':'CANARY'}]}}",
                "{'kind':'ClusterOperator','status':{'conditions':[{'message':'cannot reach"
                        + " https://a:CANARY@b'}]}}"
            })
    void letsNoSecretThrough(String template) {
        var object = json(template.replace("CANARY", CANARY).replace("BASE64", ENCODED));

        var redacted = Redaction.redact(object, digester).toString();

        assertThat(redacted).doesNotContain(CANARY).doesNotContain(ENCODED);
    }

    @Test
    void givesEqualValuesEqualDigestsWhereverTheyStand() {
        var expected = digester.digest(CANARY);
        assertThat(
                        redact("{'kind':'Secret','data':{'k':'%s'}}".formatted(ENCODED))
                                .at("/data/k")
                                .asText())
                .isEqualTo(expected)
                .matches("hmac:[0-9a-f]{32}");
        assertThat(
                        redact("{'kind':'Config','spec':{'httpSecret':'%s'}}".formatted(CANARY))
                                .at("/spec/httpSecret")
                                .asText())
                .isEqualTo(expected);
        assertThat(
                        redact("{'name':'REGISTRY_HTTP_SECRET','value':'%s'}".formatted(CANARY))
                                .at("/value")
                                .asText())
                .isEqualTo(expected);
    }

    @Test
    void keepsWhatIsNoSecret() {
        var object =
                json(
                        """
                        {'kind':'Deployment','metadata':{'name':'image-registry','annotations':{
                          'service.beta.openshift.io/serving-cert-secret-name':'image-registry-tls'}},
                         'spec':{'template':{'spec':{'volumes':[{'secret':{'secretName':'image-registry-tls'}}],
                          'containers':[{'env':[
                            {'name':'AZURE_FEDERATED_TOKEN_FILE','value':'/var/run/token'},
                            {'name':'REGISTRY_STORAGE_S3_CREDENTIALSCONFIGPATH','value':'/var/run/secrets'},
                            {'name':'EMPTY_PASSWORD','value':''},
                            {'name':'FROM_SECRET','valueFrom':{'secretKeyRef':{'name':'s','key':'token'}}}]}]}}}}
                        """);

        assertThat(Redaction.redact(object, digester)).isEqualTo(object);
    }

    @Test
    void keepsWhatRulesReadOfConfigMaps() {
        var pem = "-----BEGIN CERTIFICATE-----\\nMIIx+/=\\n-----END CERTIFICATE-----\\n";
        var object =
                json(
                        "{'kind':'ConfigMap','metadata':{'name':'cloud-provider-config','namespace':'openshift-config'},'data':{'ca-bundle.pem':'%s','empty':'','endpoints':'{\\u0022tokenAudience\\u0022:\\u0022https://management.local\\u0022}'}}"
                                .formatted(pem));

        assertThat(Redaction.redact(object, digester)).isEqualTo(object);
    }

    @Test
    void joinsBundlesByTheirLines() {
        var first = "# one\n-----BEGIN CERTIFICATE-----\nMIIx\n-----END CERTIFICATE-----";
        var second = "-----BEGIN CERTIFICATE-----\nMIIy\n-----END CERTIFICATE-----\n# two\n";

        assertThat(CertificateText.redact(first + "\n" + second, digester))
                .isEqualTo(
                        CertificateText.redact(first, digester)
                                + "\n"
                                + CertificateText.redact(second, digester))
                .contains("MIIx", "MIIy")
                .doesNotContain("one", "two");
    }

    @Test
    void showsTheProxyAlikeInEveryObject() {
        var url = "http://svc@corp.example:pass@proxy:3128";
        var expected = "http://" + digester.digest("svc@corp.example:pass") + "@proxy:3128";

        assertThat(
                        redact("{'kind':'Proxy','status':{'httpProxy':'%s'}}".formatted(url))
                                .at("/status/httpProxy")
                                .asText())
                .isEqualTo(expected);
        assertThat(
                        redact("{'kind':'Config','spec':{'proxy':{'http':'%s'}}}".formatted(url))
                                .at("/spec/proxy/http")
                                .asText())
                .isEqualTo(expected);
        assertThat(
                        redact(
                                        "{'kind':'Deployment','env':[{'name':'HTTP_PROXY','value':'%s'}]}"
                                                .formatted(url))
                                .at("/env/0/value")
                                .asText())
                .isEqualTo(expected);
    }

    @Test
    void showsBothDigestsWhileAKeyIsReplaced() {
        var fresh = Digester.of("fedcba9876543210".getBytes(UTF_8));
        var both = fresh.replacing(digester).digest(CANARY);

        assertThat(both)
                .isEqualTo(fresh.digest(CANARY) + "~" + digester.digest(CANARY).substring(5));
        assertThat(Digester.isDigest(both)).isTrue();
        assertThat(
                        new Redaction(RedactionRules.standard(), fresh.replacing(digester))
                                .fingerprint("x"))
                .isNotEqualTo(new Redaction(RedactionRules.standard(), fresh).fingerprint("x"));
    }

    @Test
    void leavesItsArgumentAlone() {
        var object = json("{'kind':'Secret','data':{'k':'%s'}}".formatted(ENCODED));

        Redaction.redact(object, digester);

        assertThat(object.at("/data/k").asText()).isEqualTo(ENCODED);
    }

    @Test
    void digestsAValueThatPretendsToBeADigest() {
        var pretended = "hmac:not-really";

        assertThat(redact("{'name':'MY_TOKEN','value':'%s'}".formatted(pretended)).toString())
                .doesNotContain(pretended);
    }

    @Test
    void coversFurtherPlacesOfTheConfiguration() {
        var rules = RedactionRules.standard().and(List.of("Thing:/spec/list/*/code"));
        var redacted =
                new Redaction(rules, digester)
                        .redact(
                                json(
                                        "{'kind':'Thing','spec':{'list':[{'code':'%s'},{'code':7}]}}"
                                                .formatted(CANARY)));

        assertThat(redacted.at("/spec/list/0/code").asText()).isEqualTo(digester.digest(CANARY));
        assertThat(redacted.at("/spec/list/1/code").asText()).isEqualTo(digester.digest("7"));
    }

    @Test
    void refusesAShortKeyAndNeverShowsOne() {
        assertThatThrownBy(() -> Digester.of("short".getBytes(UTF_8)))
                .hasMessageContaining("at least 16")
                .hasMessageNotContaining("short");
        assertThat(digester.toString()).doesNotContain("0123456789abcdef");
    }

    private JsonNode redact(String text) {
        return Redaction.redact(json(text), digester);
    }

    /**
     * Another value makes every watcher list every cluster anew, so it is the same in each process.
     */
    @Test
    void hasAFingerprintThatOutlivesTheProcess() {
        var redaction = new Redaction(RedactionRules.standard(), digester);

        assertThat(redaction.fingerprint("kinds"))
                .isEqualTo("hmac:71faaa02378e4ed6bc149c9a9437f1dd");
    }
}
