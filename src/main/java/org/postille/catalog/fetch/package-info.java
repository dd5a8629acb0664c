/**
 * Photos that a feed names by an address of the web, fetched beside the import and never when a mail is opened. The addresses come
 * from outside: nothing here connects to what is not of the public web, unless an operator says so.
 */
@NullMarked
package org.postille.catalog.fetch;

import org.jspecify.annotations.NullMarked;
