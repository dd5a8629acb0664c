/** What is made once a user and used by all demos and tests: the unpacked database, the sample shop's photos. */
@NullMarked
package org.postille.demo.cache;

import org.jspecify.annotations.NullMarked;
