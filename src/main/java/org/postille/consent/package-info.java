/** Who may be written to about what: purposes with source and date. */
@NullMarked
package org.postille.consent;

import org.jspecify.annotations.NullMarked;
