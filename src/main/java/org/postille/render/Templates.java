package org.postille.render;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;
import org.postille.base.Finding;
import org.postille.base.Invalid;
import org.postille.base.Nearest;
import org.postille.base.NotFound;
import org.postille.catalog.PictureFile;
import org.postille.render.sandbox.Dialect;
import org.postille.render.sandbox.Mention;
import org.postille.render.sandbox.SafeTemplate;
import org.postille.render.sandbox.Sandbox;

/**
 * The marketers' templates: files of a folder.
 *
 * <p>{@code cart.mjml} in German is {@code cart.de.mjml} if it is there, else the file in the campaign's own language, else
 * {@code cart.mjml} itself. A {@code cart.de.txt} beside it is its text part; without one the text is made from the HTML. What
 * was compiled is kept until a file it was made of changes.
 */
public final class Templates {

    private static final Pattern NAME = Pattern.compile("(.+?)\\.(mjml|ftlh)");
    private static final Pattern LOCALISED = Pattern.compile("(.+?)(\\.[a-z]{2,3}(-[A-Z]{2})?)?\\.(mjml|ftlh)");
    private static final Pattern BLOCK = Pattern.compile("<p-block\\b([^>]*?)/?>(\\s*</p-block>)?");
    private static final Pattern ATTRIBUTE = Pattern.compile("([a-z-]+)\\s*=\\s*[\"']([^\"']*)[\"']");

    private static final Pattern PICTURE = Pattern.compile(".+\\.(jpe?g|png|gif)", Pattern.CASE_INSENSITIVE);
    private static final long LARGEST_PICTURE = 10_000_000;

    private static final int MOST_DANGERS = 20;

    /** What a campaign asked for. */
    private record Asked(String template, String language, String otherwise, Map<String, Integer> blocks) {}

    /** @param at nanoseconds of the stopwatch when its files were looked at */
    private record Seen(CompiledMail mail, long at) {}

    private record Key(String file, String language, Map<String, Integer> blocks) {}

    /** @param files what was read, or found missing, to make it */
    private record Kept(Map<String, Optional<Source>> files, CompiledMail mail) {}

    private record Found(String name, Source source, String language) {}

    private final Folder folder;
    private final Sandbox sandbox = new Sandbox();
    private final Map<Key, Kept> kept = new ConcurrentHashMap<>();
    private final Map<Asked, Seen> seen = new ConcurrentHashMap<>();
    private final Duration blink;
    private final LongSupplier stopwatch;

    /** Looks at the files each time that it is asked for one. */
    public Templates(Path folder) {
        this(folder, Duration.ZERO);
    }

    /**
     * For many mails in a short time.
     *
     * @param blink how long after a look at its files a template is taken to be unchanged
     */
    public Templates(Path folder, Duration blink) {
        this(folder, blink, System::nanoTime);
    }

    Templates(Path folder, Duration blink, LongSupplier stopwatch) {
        this.folder = new Folder(folder);
        this.blink = blink;
        this.stopwatch = stopwatch;
    }

    /** The templates a campaign can name, without their languages, sorted. Parts are none. */
    public List<String> names() {
        return folder.names().stream()
                .filter(it -> !it.startsWith("parts/"))
                .map(LOCALISED::matcher)
                .filter(Matcher::matches)
                .map(it -> it.group(1) + "." + it.group(4))
                .distinct()
                .sorted()
                .toList();
    }

    /** The pictures a campaign can name, sorted. */
    public List<String> pictures() {
        return folder.names().stream()
                .filter(it -> PICTURE.matcher(it).matches())
                .toList();
    }

    /** A picture of that name; nothing if there is none, or one that is too large to be read. */
    public Optional<byte[]> picture(String name) {
        return PICTURE.matcher(name).matches() ? folder.bytes(name, LARGEST_PICTURE) : Optional.empty();
    }

    /** What is wrong with a picture, if anything is. */
    public Optional<String> complaintAbout(String name) {
        var found = picture(name);
        if (found.isEmpty()) {
            return Optional.of("'" + name + "' has more than " + LARGEST_PICTURE / 1_000_000 + " MB");
        }
        try {
            PictureFile.check(found.get());
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            return Optional.of("'" + name + "' cannot be shown: " + e.getMessage());
        }
    }

    /** The template in a language, or in none if it has not been translated. */
    public CompiledMail compile(String template, String language, Map<String, Integer> blocks) {
        return compile(template, language, language, blocks);
    }

    /**
     * The template in a language.
     *
     * @param template as campaigns name it: {@code cart.mjml}
     * @param language of the recipient: {@code de}, {@code de-AT}
     * @param otherwise the language to take if there is no such file
     * @param blocks the number of slots of each block the campaign defines
     * @throws NotFound if there is no such template in any of these languages
     * @throws BrokenTemplate if it cannot be compiled; the message has a line for each thing that is wrong, with its place
     */
    public CompiledMail compile(String template, String language, String otherwise, Map<String, Integer> blocks) {
        var asked = new Asked(template, language, otherwise, blocks);
        var before = seen.get(asked);
        var now = stopwatch.getAsLong();
        if (before != null && now - before.at < blink.toNanos()) {
            return before.mail;
        }
        try {
            var found = find(template, language, otherwise);
            if (found.isEmpty()) {
                throw new NotFound(unknown(template, language));
            }
            var mail = compile(found.get(), blocks);
            seen.put(new Asked(template, language, otherwise, Map.copyOf(blocks)), new Seen(mail, now));
            return mail;
        } catch (Faulty e) {
            throw new BrokenTemplate(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * What would go wrong with a template, in order of place.
     *
     * @param languages in which the campaign is sent
     * @param blocks the number of slots of each block the campaign defines
     */
    public List<Finding> check(String template, Collection<String> languages, Map<String, Integer> blocks) {
        return check(template, languages, blocks, Set.of());
    }

    /**
     * The same for a campaign whose mails never have some parts of the model.
     *
     * @param absent {@code cart}, {@code order}, {@code returned}: those that nothing which starts the campaign has
     */
    public List<Finding> check(
            String template, Collection<String> languages, Map<String, Integer> blocks, Collection<String> absent) {
        var check = new Check(absent, blocks);
        for (var language : languages) {
            try {
                var found = find(template, language, language);
                if (found.isEmpty()) {
                    check.add(List.of(new Finding(template, 1, 0, unknown(template, language))));
                } else {
                    check.add(dangers(found.get().source));
                    check.mail(compile(found.get(), blocks), language);
                }
            } catch (Faulty e) {
                check.add(e.findings());
            }
        }
        return check.findings();
    }

    /** What may not be in a mail is told also while other mistakes keep it from being made. */
    private static List<Finding> dangers(Source source) {
        return Links.dangers(Jsoup.parse(source.text()), MOST_DANGERS).stream()
                .map(it -> Assembly.of(source).finding(it))
                .toList();
    }

    /**
     * What would go wrong with the template of a subject.
     *
     * @param file where the subject stands
     * @param line of its first character, from 1
     * @param column of its first character, from 1
     * @param absent as for a template
     */
    public List<Finding> checkSubject(
            String subject, String language, String file, int line, int column, Collection<String> absent) {
        var check = new Check(absent, Map.of());
        try {
            check.subject(CompiledMail.subjectPart(sandbox, new Source(file, subject)), language);
        } catch (Faulty e) {
            check.add(e.findings());
        }
        return check.findings().stream()
                .map(it -> new Finding(
                        file,
                        line + it.line() - 1,
                        it.line() == 1 ? column + Math.max(0, it.column() - 1) : it.column(),
                        it.message()))
                .toList();
    }

    private String unknown(String template, String language) {
        var names = names();
        if (names.contains(template)) {
            var stem = template.substring(0, template.lastIndexOf('.') + 1);
            var there = folder.names().stream()
                    .filter(it -> it.startsWith(stem) && !it.endsWith(".txt"))
                    .toList();
            return "there is no template '" + template + "' in '" + language + "'; there are "
                    + String.join(", ", there);
        }
        var hint = Nearest.hint(template, names);
        return "there is no template '" + template + "'"
                + (hint.isEmpty() && !names.isEmpty() ? "; there are " + String.join(", ", names) : hint);
    }

    private Optional<Found> find(String template, String language, String otherwise) throws Faulty {
        var name = NAME.matcher(template);
        if (!name.matches()) {
            throw new Faulty(new Finding(template, 1, 0, "a template is an .mjml or an .ftlh file"));
        }
        var tags = new LinkedHashSet<String>();
        for (var tag : List.of(language, otherwise)) {
            tags.add(tag);
            tags.add(Locale.forLanguageTag(tag).getLanguage());
        }
        for (var tag : tags) {
            var localised = name.group(1) + "." + tag + "." + name.group(2);
            var source = tag.isEmpty() ? Optional.<Source>empty() : folder.read(localised);
            if (source.isPresent()) {
                return Optional.of(new Found(localised, source.get(), tag));
            }
        }
        return folder.read(template).map(it -> new Found(template, it, language));
    }

    private CompiledMail compile(Found found, Map<String, Integer> blocks) throws Faulty {
        var key = new Key(found.name, found.language, Map.copyOf(blocks));
        var before = kept.get(key);
        if (before != null && unchanged(before)) {
            return before.mail;
        }
        var now = compileAnew(found, key.blocks);
        kept.put(key, now);
        return now.mail;
    }

    private boolean unchanged(Kept kept) throws Faulty {
        for (var file : kept.files.entrySet()) {
            if (!folder.read(file.getKey()).equals(file.getValue())) {
                return false;
            }
        }
        return true;
    }

    private Kept compileAnew(Found found, Map<String, Integer> slots) throws Faulty {
        var files = new TreeMap<String, Optional<Source>>();
        files.put(found.name, Optional.of(found.source));
        var blocks = new Blocks(slots);
        var destinations = new Destinations();
        var assembly = found.name.endsWith(".mjml")
                ? mjml(found, blocks, destinations, files)
                : html(found.source, blocks, destinations);
        var dialect = found.name.endsWith(".mjml") ? Dialect.SQUARE_HTML : Dialect.ANGLE_HTML;
        var html = CompiledMail.part(sandbox, assembly, dialect);
        everyBlockShown(found, blocks, html.template());
        var textName = found.name.replaceFirst("\\.[a-z]+$", ".txt");
        var textSource = folder.read(textName);
        files.put(textName, textSource);
        var text = textSource.isEmpty()
                ? null
                : CompiledMail.part(sandbox, destinations.text(textSource.get()), Dialect.SQUARE_TEXT);
        var mail = new CompiledMail(
                sandbox,
                found.language,
                version(files, slots),
                html,
                text,
                blocks.shown(),
                together(blocks, html, text),
                destinations);
        return new Kept(files, mail);
    }

    /** Those of which the template asks for one picture, by a {@code p-block} or by itself. */
    private static Map<String, Integer> together(
            Blocks blocks, CompiledMail.Part html, CompiledMail.@Nullable Part text) {
        return Stream.of(Optional.of(html), Optional.ofNullable(text))
                .flatMap(Optional::stream)
                .flatMap(it -> it.template().mentions().stream())
                .map(Mention::path)
                .filter(it -> it.size() > 2
                        && it.getFirst().equals("blocks")
                        && it.get(2).equals("picture"))
                .map(it -> it.get(1))
                .distinct()
                .collect(Collectors.toMap(it -> it, it -> blocks.columns().getOrDefault(it, 2)));
    }

    private Assembly mjml(Found found, Blocks blocks, Destinations destinations, Map<String, Optional<Source>> files)
            throws Faulty {
        var mjml = new Mjml(folder, blocks);
        var assembly = mjml.compile(found.source, found.language, destinations);
        mjml.parts().forEach((name, part) -> files.put(name, Optional.of(part)));
        return assembly;
    }

    private static Assembly html(Source source, Blocks blocks, Destinations destinations) throws Faulty {
        var assembly = new Assembly();
        var findings = new ArrayList<Finding>();
        var block = BLOCK.matcher(source.text());
        var at = 0;
        while (block.find()) {
            destinations.copyHtml(source, at, block.start(), assembly);
            try {
                assembly.make(
                        blocks.html(Blocks.Wish.of(name -> attribute(block.toMatchResult(), name))),
                        source,
                        block.start());
            } catch (Invalid e) {
                findings.add(source.finding(block.start(), String.valueOf(e.getMessage())));
            }
            at = block.end();
        }
        if (!findings.isEmpty()) {
            throw new Faulty(findings);
        }
        destinations.copyHtml(source, at, source.text().length(), assembly);
        return assembly;
    }

    private static @Nullable String attribute(MatchResult element, String name) {
        return ATTRIBUTE
                .matcher(element.group(1))
                .results()
                .filter(it -> it.group(1).equals(name))
                .map(it -> it.group(2))
                .findFirst()
                .orElse(null);
    }

    private static void everyBlockShown(Found found, Blocks blocks, SafeTemplate template) throws Faulty {
        for (var name : blocks.names().stream().sorted().toList()) {
            var mentioned = template.mentions().stream()
                    .anyMatch(it -> it.path().size() > 1
                            && it.path().getFirst().equals("blocks")
                            && it.path().get(1).equals(name));
            if (!mentioned && !blocks.shown().containsKey(name)) {
                throw new Faulty(found.source.finding(
                        0,
                        "never shows the campaign's block '" + name + "': add <p-block name=\"" + name
                                + "\" columns=\"2\"/>, or take it out of the campaign"));
            }
        }
    }

    private static String version(Map<String, Optional<Source>> files, Map<String, Integer> slots) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            files.forEach((name, source) -> digest.update(
                    (name + '\0' + source.map(Source::text).orElse("") + '\0').getBytes(StandardCharsets.UTF_8)));
            digest.update(new TreeMap<>(slots).toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
