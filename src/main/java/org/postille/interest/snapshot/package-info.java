/** What a training found out, as numbers in checked portions, so that every node can have it at once. */
@NullMarked
package org.postille.interest.snapshot;

import org.jspecify.annotations.NullMarked;
