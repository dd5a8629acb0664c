package org.postille.render.sandbox;

import java.io.IOException;
import java.io.Writer;

/** Collects what a template writes, up to a limit. */
final class CappedWriter extends Writer {

    private final StringBuilder text = new StringBuilder(8192);
    private final int limit;

    CappedWriter(int limit) {
        this.limit = limit;
    }

    @Override
    public void write(char[] characters, int offset, int length) throws IOException {
        makeSure(length);
        text.append(characters, offset, length);
    }

    @Override
    public void write(String part, int offset, int length) throws IOException {
        makeSure(length);
        text.append(part, offset, offset + length);
    }

    @Override
    public void write(int character) throws IOException {
        makeSure(1);
        text.append((char) character);
    }

    @Override
    public String toString() {
        return text.toString();
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    private void makeSure(int more) throws Full {
        if (text.length() + more > limit) {
            throw new Full();
        }
    }

    /** More was written than the limit allows. */
    static final class Full extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
