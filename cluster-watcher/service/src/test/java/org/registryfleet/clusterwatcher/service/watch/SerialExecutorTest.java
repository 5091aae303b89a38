package org.registryfleet.clusterwatcher.service.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;

class SerialExecutorTest {

    private final List<String> done = new ArrayList<>();
    private final SerialExecutor executor = new SerialExecutor(Runnable::run, "c1");

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void goesOnAfterATaskThatFails(boolean isError) {
        executor.execute(
                () -> {
                    executor.execute(() -> done.add("waiting"));
                    if (isError) {
                        throw new StackOverflowError("deep");
                    }
                    throw new IllegalStateException("wrong");
                });
        executor.execute(() -> done.add("later"));

        assertThat(done).containsExactly("waiting", "later");
    }
}
