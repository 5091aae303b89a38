package org.registryfleet.stage.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.registryfleet.stage.change.Values.object;
import static org.registryfleet.stage.change.Values.yaml;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiDefaultsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    restartPolicy                 | Always
                    dnsPolicy                     | ClusterFirst
                    schedulerName                 | default-scheduler
                    terminationGracePeriodSeconds | 30
                    terminationMessagePath        | /dev/termination-log
                    terminationMessagePolicy      | File
                    imagePullPolicy               | Always
                    imagePullPolicy               | IfNotPresent
                    protocol                      | TCP
                    periodSeconds                 | 10
                    timeoutSeconds                | 1
                    successThreshold              | 1
                    failureThreshold              | 3
                    scheme                        | HTTP
                    defaultMode                   | 420
                    expirationSeconds             | 3600
                    revisionHistoryLimit          | 10
                    progressDeadlineSeconds       | 600
                    maxSurge                      | 0
                    type                          | ''
                    apiVersion                    | v1
                    securityContext               | {}
                    resources                     | {}
                    serviceAccount                | pruner
                    """)
    void knowsWhatAServerFillsIn(String field, String value) {
        assertThat(isDefault(field, value)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    restartPolicy                 | Never
                    terminationGracePeriodSeconds | 31
                    imagePullPolicy               | Never
                    defaultMode                   | 256
                    protocol                      | UDP
                    hostNetwork                   | true
                    hostPID                       | true
                    tolerations                   | []
                    nodeSelector                  | {}
                    securityContext               | {runAsUser: 0}
                    resources                     | {limits: {cpu: 1}}
                    serviceAccount                | admin
                    apiVersion                    | v2
                    ports                         | [{containerPort: 1}]
                    """)
    void takesOtherValuesForEdits(String field, String value) {
        assertThat(isDefault(field, value)).isFalse();
    }

    private static boolean isDefault(String field, String value) {
        return ApiDefaults.isDefault(
                "/spec",
                field,
                yaml(value.isEmpty() ? "''" : value),
                object("{serviceAccountName: pruner}"));
    }
}
