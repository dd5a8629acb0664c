/** Measures pictures, mails and the start, on this machine, in a folder of its own: the figures of docs/performance.md. */
@NullMarked
package org.postille.demo.bench;

import org.jspecify.annotations.NullMarked;
