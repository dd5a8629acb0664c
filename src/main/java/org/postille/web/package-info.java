/** HTTP across all resources: problem details, the API key, security headers. */
@NullMarked
package org.postille.web;

import org.jspecify.annotations.NullMarked;
