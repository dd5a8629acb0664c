/** Figures that say how good rankings and probabilities are. */
@NullMarked
package org.postille.interest.evaluation.measure;

import org.jspecify.annotations.NullMarked;
