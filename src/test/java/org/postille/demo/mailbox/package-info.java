@NullMarked
package org.postille.demo.mailbox;

import org.jspecify.annotations.NullMarked;
