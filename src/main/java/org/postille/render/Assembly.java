package org.postille.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.postille.base.Finding;
import org.postille.render.sandbox.Fault;
import org.postille.render.sandbox.Refused;

/** A text put together from pieces of source files, which remembers where each piece came from. */
final class Assembly {

    /**
     * @param exact whether the piece stands here as it stood in the file, or was made at that place
     */
    private record Piece(int start, Source source, int offset, boolean exact) {}

    private final StringBuilder text = new StringBuilder();
    private final List<Piece> pieces = new ArrayList<>();

    static Assembly of(Source source) {
        var assembly = new Assembly();
        assembly.copy(source, 0, source.text().length());
        return assembly;
    }

    /** Adds a part of a file as it is. */
    void copy(Source source, int from, int to) {
        pieces.add(new Piece(text.length(), source, from, true));
        text.append(source.text(), from, to);
    }

    /** Adds what was made because of something at that place. */
    void make(String made, Source source, int offset) {
        pieces.add(new Piece(text.length(), source, offset, false));
        text.append(made);
    }

    String text() {
        return text.toString();
    }

    /** What is wrong, at the place in the file that its author knows. */
    Faulty faulty(Refused refused) {
        return new Faulty(refused.faults().stream().map(this::finding).toList());
    }

    Finding finding(Fault fault) {
        return finding(fault.line(), fault.column(), fault.message());
    }

    /** At the first place where the danger stands in a source; at the beginning if it comes from elsewhere. */
    Finding finding(Links.Danger danger) {
        var clue = danger.clue().toLowerCase(Locale.ROOT);
        for (var source : pieces.stream().map(Piece::source).distinct().toList()) {
            var at = source.text().toLowerCase(Locale.ROOT).indexOf(clue);
            if (at >= 0) {
                return source.finding(at, danger.message());
            }
        }
        return finding(1, 1, danger.message());
    }

    Finding finding(int line, int column, String message) {
        var offset = Source.offset(text.toString(), line, column);
        var piece = pieces.getFirst();
        for (var next : pieces) {
            if (next.start > offset) {
                break;
            }
            piece = next;
        }
        return piece.source.finding(piece.offset + (piece.exact ? offset - piece.start : 0), message);
    }
}
