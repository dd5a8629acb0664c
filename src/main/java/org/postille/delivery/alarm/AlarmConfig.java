package org.postille.delivery.alarm;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When to say so. Rates are shares of one: 0.001 is one in a thousand. */
@ConfigMapping(prefix = "postille.alarms")
public interface AlarmConfig {

    /** Complaints per accepted mail, of a campaign in all or at one mailbox provider, that are worth a warning. */
    @WithDefault("0.001")
    double complaintsWarning();

    /** Complaints per accepted mail that pause the campaign. Gmail and Yahoo refuse mail from 0.003 on. */
    @WithDefault("0.003")
    double complaintsPause();

    /** Addresses that do not exist (any more), per mail. */
    @WithDefault("0.05")
    double bounces();

    /** Mails that came back since a house objects to us or to what we write, not to the address, that are worth a warning. */
    @WithDefault("0.02")
    double refusalsWarning();

    /**
     * Such mails that pause the campaign, from twenty of them on. What the relay itself refuses in this way pauses it at once.
     */
    @WithDefault("0.1")
    double refusalsPause();

    /** Mails put off by the relay, of all answers since yesterday. */
    @WithDefault("0.2")
    double deferrals();

    /** Mails below which a rate says nothing, of a campaign, or of a campaign at one mailbox provider. */
    @WithDefault("500")
    int leastMails();

    /** How far back complaints and bounces are counted; not before the campaign was last resumed. */
    @WithDefault("P7D")
    Duration window();

    /** How long a mail may be due without leaving. */
    @WithDefault("PT30M")
    Duration queueAge();
}
