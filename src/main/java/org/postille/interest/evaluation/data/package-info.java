/** Data sets in folders, split into what a shop knew and what happened afterwards. */
@NullMarked
package org.postille.interest.evaluation.data;

import org.jspecify.annotations.NullMarked;
