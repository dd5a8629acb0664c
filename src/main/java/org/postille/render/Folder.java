package org.postille.render;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.postille.base.Finding;

/** The folder with the marketers' templates. Nothing outside it is ever read. */
final class Folder {

    private static final Pattern NAME =
            Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}_. -]*(/[\\p{L}\\p{N}_][\\p{L}\\p{N}_. -]*)*");
    private static final long LARGEST = 500_000;

    private final Path root;

    Folder(Path root) {
        this.root = root;
    }

    /**
     * The file of that name, or nothing if there is none.
     *
     * @throws Faulty if the name leads out of the folder, or the file is no text
     */
    Optional<Source> read(String name) throws Faulty {
        var shown = root.resolve("").toString().isEmpty() ? name : root + "/" + name;
        if (!NAME.matcher(name).matches() || name.contains("..")) {
            throw new Faulty(new Finding(
                    root.toString(),
                    1,
                    0,
                    "not the name of a template: '" + printable(name)
                            + "'; templates and their parts lie in this folder"));
        }
        try {
            var file = root.resolve(name);
            if (!Files.isRegularFile(file)) {
                return Optional.empty();
            }
            if (!file.toRealPath().startsWith(root.toRealPath())) {
                throw new Faulty(new Finding(shown, 1, 0, "leads out of the folder of templates"));
            }
            if (Files.size(file) > LARGEST) {
                throw new Faulty(new Finding(shown, 1, 0, "has more than " + LARGEST + " bytes"));
            }
            var text = Files.readString(file);
            return Optional.of(new Source(shown, text.startsWith("\uFEFF") ? text.substring(1) : text));
        } catch (MalformedInputException e) {
            throw new Faulty(new Finding(shown, 1, 0, "is not in UTF-8"));
        } catch (InvalidPathException e) {
            throw new Faulty(new Finding(root.toString(), 1, 0, "not the name of a file: '" + printable(name) + "'"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The bytes of a file that is no text, or nothing if there is none of that name in this folder, or a larger one than that.
     */
    Optional<byte[]> bytes(String name, long most) {
        if (!NAME.matcher(name).matches() || name.contains("..")) {
            return Optional.empty();
        }
        try {
            var file = root.resolve(name);
            return Files.isRegularFile(file)
                            && file.toRealPath().startsWith(root.toRealPath())
                            && Files.size(file) <= most
                    ? Optional.of(Files.readAllBytes(file))
                    : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of all files, with {@code /} between folders, sorted. */
    List<String> names() {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (var files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(it -> root.relativize(it).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String printable(String name) {
        return name.replaceAll("\\p{Cntrl}", "?");
    }
}
