package org.postille.render;

import java.util.ArrayList;
import java.util.List;
import org.postille.base.Finding;

/** A text with marks in place of code, which knows where each of its characters came from. */
final class Marked {

    private record Piece(int start, int from, boolean copied) {}

    private final Source source;
    private final StringBuilder text = new StringBuilder();
    private final List<Piece> pieces = new ArrayList<>();

    Marked(Source source) {
        this.source = source;
    }

    void copy(int from, int to) {
        pieces.add(new Piece(text.length(), from, true));
        text.append(source.text(), from, to);
    }

    void mark(String mark, int from, int to) {
        pieces.add(new Piece(text.length(), from, false));
        text.append(mark);
        pieces.add(new Piece(text.length(), to, true));
    }

    String text() {
        return text.toString();
    }

    Source source() {
        return source;
    }

    int offsetInSource(int offset) {
        var piece = new Piece(0, 0, true);
        for (var next : pieces) {
            if (next.start > offset) {
                break;
            }
            piece = next;
        }
        return piece.from + (piece.copied ? offset - piece.start : 0);
    }

    Finding finding(int offset, String message) {
        return source.finding(offsetInSource(offset), message);
    }
}
