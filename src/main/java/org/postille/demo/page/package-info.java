/** What the demo's pages share: HTML that cannot be written unescaped, the style sheet, the response headers. */
@NullMarked
package org.postille.demo.page;

import org.jspecify.annotations.NullMarked;
