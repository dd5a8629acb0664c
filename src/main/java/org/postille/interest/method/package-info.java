/** The ways of telling what a customer wants, each trained by itself, with one interface. */
@NullMarked
package org.postille.interest.method;

import org.jspecify.annotations.NullMarked;
