/** The demo's mailbox: takes every mail by SMTP, keeps it on disk, shows it in a browser. */
@NullMarked
package org.postille.demo.mailbox;

import org.jspecify.annotations.NullMarked;
