/** Decided when the mail is opened: slot decisions, tiles, clicks on them. */
@NullMarked
package org.postille.opentime;

import org.jspecify.annotations.NullMarked;
