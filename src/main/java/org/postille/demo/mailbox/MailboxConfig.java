package org.postille.demo.mailbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.nio.file.Path;

/** Where the demo's mailbox listens and keeps its mails. */
@ConfigMapping(prefix = "postille.demo")
interface MailboxConfig {

    /** Whether this is the demo. Anywhere else neither mailbox nor shop exist. */
    @WithParentName
    @WithDefault("false")
    boolean active();

    /** On the loopback address; 0 takes any free one. */
    @WithDefault("0")
    int smtpPort();

    /** Where the demo keeps its files, to show earlier mails when it is started again. */
    @WithDefault(".postille/demo")
    Path folder();

    /** How many mails are kept. Each takes its size on disk and about a kilobyte of memory. */
    @WithDefault("50000")
    int keptMails();
}
