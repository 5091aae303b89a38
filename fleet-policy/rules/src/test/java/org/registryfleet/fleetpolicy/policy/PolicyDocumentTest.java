package org.registryfleet.fleetpolicy.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.registryfleet.fleetpolicy.policy.Consent.Lack;

import java.util.List;

/** What is refused of a policy, and what somebody has to agree to who hands one in. */
class PolicyDocumentTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    'placement':7,'config':{'replicas':1}                             | spec.placement is 7, wanted is object
                    'placement':{},'config':{'replicas':'1'}                          | spec.config.replicas is "1", wanted is integer
                    'placement':{},'config':{'replicas':-1}                           | spec.config.replicas is -1, wanted is at least
                    'placement':{},'remediationAction':'now','config':{'replicas':1}  | is "now", wanted is one of
                    'placement':{},'remediationAction':'a@b','config':{'replicas':1}  | is a value that is not shown
                    'placement':{'platforms':'AWS'},'config':{'replicas':1}           | spec.placement.platforms is "AWS", wanted is array
                    'placement':{'platfrms':['AWS']},'config':{'replicas':1}          | spec.placement.platfrms: there is no such field; fields are
                    'placement':{},'config':{}                                        | spec
                    'config':{'replicas':1}                                           | spec lacks the field placement
                    'placement':{},'config':{'claim':{'size':'1Gi'}}                  | is about no storage
                    'placement':{},'remediationAction':'enforce','config':{'replicas':1},'imagePruner':{'suspend':true} | imagePruner
                    'placement':{'labelSelector':{'matchExpressions':[{'key':'a','operator':'In'}]}},'config':{'replicas':1} | without values; In and NotIn need some
                    'placement':{'labelSelector':{'matchExpressions':[{'key':'a','operator':'Exists','values':['b']}]}},'config':{'replicas':1} | with values
                    'placement':{},'config':{'replicas':2,'storage':{'pvc':{'claim':'c'}},'claim':{'size':'1Gi','accessModes':['ReadWriteOnce']}} | is ReadWriteOnce; that needs one replica
                    """)
    void saysWhatIsWrong(String spec, String problem) {
        assertThat(PolicyDocument.problems(document(spec)))
                .extracting(one -> one.sentence((_, _) -> List.of()))
                .anySatisfy(sentence -> assertThat(sentence).contains(problem));
    }

    @Test
    void namesTheFieldThatSomebodyMayHaveMeant() {
        var problems =
                PolicyDocument.problems(
                        document("'placement':{'platfrms':['AWS']},'config':{'replicas':1}"));

        assertThat(problems)
                .singleElement()
                .extracting(
                        one ->
                                one.sentence(
                                        (name, known) -> {
                                            assertThat(name).isEqualTo("platfrms");
                                            assertThat(known).contains("platforms");
                                            return List.of("platforms");
                                        }))
                .isEqualTo(
                        "spec.placement.platfrms: there is no such field; did you mean platforms?");
    }

    @Test
    void asksForAgreementToWhatEnforces() {
        var informs = policy("'placement':{},'config':{'replicas':1}");
        var everywhere =
                policy("'placement':{},'remediationAction':'enforce','config':{'replicas':1}");
        var edge =
                policy(
                        "'placement':{'labelSelector':{'matchLabels':{'env':'edge'}}},'remediationAction':'enforce','config':{'replicas':1}");

        assertThat(new Consent("", false, false).lacks(informs)).isEqualTo(Lack.NOTHING);
        assertThat(new Consent("", false, true).lacks(edge)).isEqualTo(Lack.AGREEMENT);
        assertThat(new Consent("hash", false, false).lacks(edge)).isEqualTo(Lack.NOTHING);
        assertThat(new Consent("", true, false).lacks(edge)).isEqualTo(Lack.NOTHING);
        assertThat(new Consent("hash", false, false).lacks(everywhere))
                .isEqualTo(Lack.ALL_CLUSTERS);
        assertThat(new Consent("", true, true).lacks(everywhere)).isEqualTo(Lack.NOTHING);
    }

    @Test
    void keepsWhatSomebodyHasAgreedTo() {
        assertThat(new Consent("hash", true, false).text()).isEqualTo("hash");
        assertThat(new Consent("", true, false).text()).isEqualTo("confirmed");
        assertThat(new Consent("", false, false).text()).isEmpty();
    }

    private static FleetPolicy policy(String spec) {
        return PolicyDocument.read(document(spec));
    }

    /** Single quotes stand for double ones. */
    private static JsonNode document(String spec) {
        var text =
                "{'apiVersion':'fleet.registryfleet.org/v1alpha1','kind':'FleetPolicy','metadata':{'name':'edge'},'spec':{%s}}";
        try {
            return JSON.readTree(text.formatted(spec).replace('\'', '"'));
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException(spec, broken);
        }
    }
}
