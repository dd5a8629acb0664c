/** Who may be written to about what: purposes with source and date, and the addresses that get no mail. */
@NullMarked
package org.postille.consent;

import org.jspecify.annotations.NullMarked;
