package org.postille.interest;

import io.smallrye.health.api.Wellness;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Which model answers on this node, in {@code /q/health/well}. Never down: without one the blocks show what they can. */
@Wellness
class InterestHealth implements HealthCheck {

    private final Takeover takeover;

    InterestHealth(Takeover takeover) {
        this.takeover = takeover;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("interest").up();
        takeover.answering()
                .ifPresent(it -> response.withData("snapshot", it.id())
                        .withData("version", Takeover.version(it.origin()))
                        .withData("trained at", it.origin().trainedAt().toString())
                        .withData("seconds", Math.round(it.origin().seconds()))
                        .withData("customers", it.origin().customers())
                        .withData("products", it.origin().products())
                        .withData("events", it.origin().events())
                        .withData("figures", it.origin().figures().toString()));
        takeover.trouble().ifPresent(it -> response.withData("trouble", it));
        return response.build();
    }
}
