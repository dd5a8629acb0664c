/** What a campaign file says, as values, and the pure functions on them: the next firing, quiet hours, who is held out. */
@NullMarked
package org.postille.campaign.definition;

import org.jspecify.annotations.NullMarked;
