/** What everybody does, whoever asks: sold lately and where, bought together, looked at together, wanted by people of a kind. */
@NullMarked
package org.postille.interest.crowd;

import org.jspecify.annotations.NullMarked;
