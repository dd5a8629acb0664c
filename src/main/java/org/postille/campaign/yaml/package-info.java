/** Reads campaign files into definitions, and tells the author of a mistake where it is and what was meant. */
@NullMarked
package org.postille.campaign.yaml;

import org.jspecify.annotations.NullMarked;
