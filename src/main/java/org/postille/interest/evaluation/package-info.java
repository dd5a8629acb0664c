/** Measures what answers a model of interest gives on a data set, by a protocol that is the same for every model and shop. */
@NullMarked
package org.postille.interest.evaluation;

import org.jspecify.annotations.NullMarked;
