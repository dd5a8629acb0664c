package org.postille.render;

import org.postille.base.Finding;

/**
 * The text of one file.
 *
 * @param file as its author names it
 */
record Source(String file, String text) {

    Finding finding(int offset, String message) {
        var end = Math.clamp(offset, 0, text.length());
        var line = 1;
        var start = 0;
        for (var i = 0; i < end; i++) {
            if (text.charAt(i) == '\n') {
                line++;
                start = i + 1;
            }
        }
        return new Finding(file, line, end - start + 1, message);
    }

    /** Where that line and column, both from 1, are in a text. */
    static int offset(String text, int line, int column) {
        var start = 0;
        for (var i = 1; i < line; i++) {
            var next = text.indexOf('\n', start);
            if (next < 0) {
                break;
            }
            start = next + 1;
        }
        return Math.clamp(start + column - 1L, 0, text.length());
    }
}
