/** From scores to answers: the best of many under the rules of whoever asks. */
@NullMarked
package org.postille.interest.ranking;

import org.jspecify.annotations.NullMarked;
