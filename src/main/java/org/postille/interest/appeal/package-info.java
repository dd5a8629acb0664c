/** What readers of mails like: how often they click a product, corrected by where it stood, and what follows from it. */
@NullMarked
package org.postille.interest.appeal;

import org.jspecify.annotations.NullMarked;
