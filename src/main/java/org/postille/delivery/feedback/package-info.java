/** What comes back about mails that were sent, and what follows from it for their recipients. */
@NullMarked
package org.postille.delivery.feedback;

import org.jspecify.annotations.NullMarked;
