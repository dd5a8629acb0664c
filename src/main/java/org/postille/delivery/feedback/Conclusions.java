package org.postille.delivery.feedback;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.postille.consent.Consents;
import org.postille.consent.Suppressions;
import org.postille.consent.Suppressions.Scope;
import org.postille.delivery.bounce.Failure;
import org.postille.delivery.bounce.Report.Complaint.Kind;
import org.postille.delivery.feedback.Bounces.Source;
import org.postille.delivery.feedback.Bounces.Taken;

/** What follows from a report of which it is known what it is about; in the caller's transaction. */
@ApplicationScoped
class Conclusions {

    private static final Duration UNMATCHED_KEPT = Duration.ofDays(30);

    private final BounceSql sql;
    private final Consents consents;
    private final Suppressions suppressions;
    private final BounceConfig config;
    private final Clock clock;
    private final MeterRegistry metrics;

    Conclusions(
            BounceSql sql,
            Consents consents,
            Suppressions suppressions,
            BounceConfig config,
            Clock clock,
            MeterRegistry metrics) {
        this.sql = sql;
        this.consents = consents;
        this.suppressions = suppressions;
        this.config = config;
        this.clock = clock;
        this.metrics = metrics;
    }

    /**
     * A report about a mail of ours.
     *
     * @param current whether the mail went to the address that the customer has now
     */
    record Told(
            BounceSql.Sent sent,
            boolean current,
            Source source,
            @Nullable Instant reportedAt) {}

    Taken failed(Told told, Failure failure) {
        var kind = BounceKind.of(failure);
        if (!isNew(told, kind, code(failure), failure.status(), failure.diagnostic())) {
            return Taken.KNOWN;
        }
        if (told.current()) {
            switch (kind) {
                case HARD -> suppress(told, "the address bounces (" + BounceKind.words(failure) + ")");
                case SOFT -> soft(told, failure);
                case REFUSAL, COMPLAINT -> {}
            }
        }
        return Taken.COUNTED;
    }

    private void soft(Told told, Failure failure) {
        var window = config.softWindow();
        var times = sql.soft(told.sent().customer(), clock.instant().minus(window));
        if (times >= config.softLimit()) {
            suppress(
                    told,
                    "the address bounced %d times in %d days (last: %s)"
                            .formatted(times, window.toDays(), BounceKind.words(failure)));
        }
    }

    private void suppress(Told told, String reason) {
        suppressions.suppress(told.sent().customer(), Scope.ALL, reason, clock.instant());
        Log.infof("customer %d gets no more mail: %s", told.sent().customer(), reason);
    }

    Taken complained(Told told, Kind kind) {
        if (kind == Kind.OPT_OUT) {
            unsubscribed(told.sent(), told.source(), told.reportedAt());
            return Taken.COUNTED;
        }
        if (!isNew(told, BounceKind.COMPLAINT, code(kind), null, "")) {
            return Taken.KNOWN;
        }
        endConsent(told.sent(), "complaint", clock.instant());
        if (told.current()) {
            suppressions.suppress(
                    told.sent().customer(),
                    Scope.MARKETING,
                    "the recipient complained (" + code(kind) + ")",
                    clock.instant());
        }
        Log.infof(
                "customer %d complained about message %d",
                told.sent().customer(), told.sent().message());
        return Taken.COUNTED;
    }

    void unsubscribed(BounceSql.Sent sent, Source source, @Nullable Instant saidAt) {
        endConsent(sent, "unsubscribe by " + source.code(), saidAt == null ? clock.instant() : saidAt);
    }

    private void endConsent(BounceSql.Sent sent, String by, Instant saidAt) {
        var purpose = sent.purpose();
        if (purpose != null) {
            consents.object(sent.customer(), purpose, by, saidAt);
        }
    }

    private boolean isNew(Told told, BounceKind kind, String reason, @Nullable String status, String diagnostic) {
        var entry = new BounceSql.Entry(
                // One mail, one recipient: whoever reports it, it has failed in this way once.
                told.sent().message() + ":" + kind.code(),
                told.sent(),
                told.current(),
                kind,
                reason,
                status,
                diagnostic,
                told.source(),
                told.reportedAt());
        var fresh = sql.record(entry, clock.instant());
        if (fresh) {
            count(kind.code(), told.source());
        }
        return fresh;
    }

    Taken unmatched(Failure failure, Source source, @Nullable Instant reportedAt, String key) {
        return unmatched(new BounceSql.Entry(
                source.code() + ":" + key,
                null,
                false,
                BounceKind.of(failure),
                code(failure),
                failure.status(),
                failure.diagnostic(),
                source,
                reportedAt));
    }

    Taken unmatched(Kind kind, Source source, @Nullable Instant reportedAt, String key) {
        return unmatched(new BounceSql.Entry(
                source.code() + ":" + key,
                null,
                false,
                BounceKind.COMPLAINT,
                code(kind),
                null,
                "",
                source,
                reportedAt));
    }

    private Taken unmatched(BounceSql.Entry entry) {
        var now = clock.instant();
        sql.forget(now.minus(UNMATCHED_KEPT));
        if (sql.record(entry, now)) {
            count("unmatched", entry.source());
            Log.infof(
                    "a report by %s names no mail of ours; see /api/v1/bounces?unmatched=true",
                    entry.source().code());
        }
        return Taken.UNMATCHED;
    }

    private void count(String kind, Source source) {
        metrics.counter("postille.bounces", "kind", kind, "source", source.code())
                .increment();
    }

    private static String code(Enum<?> reason) {
        return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String code(Failure failure) {
        return code(failure.reason());
    }
}
