package org.postille.delivery.alarm;

import io.smallrye.health.api.Wellness;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** The alarms in {@code /q/health}: down while mail is stopped. Not asked by load balancers, who look at readiness. */
@Wellness
class AlarmHealth implements HealthCheck {

    private final Alarms alarms;

    AlarmHealth(Alarms alarms) {
        this.alarms = alarms;
    }

    @Override
    public HealthCheckResponse call() {
        var current = alarms.current();
        var response = HealthCheckResponse.named("delivery")
                .status(current.stream().noneMatch(it -> it.level() == Alarm.Level.STOPPED));
        var number = 1;
        for (var alarm : current) {
            response.withData("alarm " + number++, alarm.toString());
        }
        return response.build();
    }
}
