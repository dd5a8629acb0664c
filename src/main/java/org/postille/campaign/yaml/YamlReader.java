package org.postille.campaign.yaml;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postille.campaign.definition.Place;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * The one YAML document of a file as a tree with places. It is read from the parser's events, so that depth is bounded before
 * anything recurses; tags, anchors and aliases, with which YAML can build anything from little, are refused.
 */
final class YamlReader {

    static final int LARGEST_FILE = 1 << 20;
    private static final int DEEPEST = 40;

    private static final ScalarResolver RESOLVER = new CoreSchema().getScalarResolver();

    private final Findings findings;

    YamlReader(Findings findings) {
        this.findings = findings;
    }

    /** The document, or nothing if there is none or it cannot be read; the findings say why. */
    Optional<Node> read(byte[] content) {
        if (content.length > LARGEST_FILE) {
            findings.add(at(0, 0), "the file is larger than 1 MiB, which no campaign needs");
            return Optional.empty();
        }
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException e) {
            findings.add(firstBadByte(content), "not UTF-8: save the file in that encoding");
            return Optional.empty();
        }
        return read(text.startsWith("\uFEFF") ? text.substring(1) : text);
    }

    private Optional<Node> read(String text) {
        var settings = LoadSettings.builder()
                .setLabel(findings.file())
                .setCodePointLimit(LARGEST_FILE)
                .setSchema(new CoreSchema())
                .build();
        try {
            var events = new Parse(settings).parseString(text).iterator();
            Node document = null;
            while (events.hasNext()) {
                var event = events.next();
                if (event instanceof NodeEvent node) {
                    if (document != null) {
                        findings.add(place(event), "a second document begins here: one campaign is one file");
                        return Optional.empty();
                    }
                    document = node(node, events, 1);
                    if (document == null) {
                        return Optional.empty();
                    }
                }
            }
            if (document == null) {
                findings.add(at(0, 0), "the file is empty");
            }
            return Optional.ofNullable(document);
        } catch (MarkedYamlEngineException e) {
            var mark = e.getProblemMark().or(e::getContextMark);
            findings.add(mark.map(this::place).orElseGet(() -> at(0, 0)), SyntaxError.inPlainWords(e));
        } catch (ReaderException e) {
            findings.add(
                    offset(text, e.getPosition()),
                    "the character U+%04X is not allowed in YAML".formatted(e.getCodePoint()));
        } catch (YamlEngineException e) {
            findings.add(at(0, 0), "not YAML: " + e.getMessage());
        }
        return Optional.empty();
    }

    private @Nullable Node node(NodeEvent event, Iterator<Event> events, int depth) {
        if (event instanceof AliasEvent) {
            findings.add(
                    place(event),
                    "a word that begins with '*' refers to another place in YAML, which campaigns do not use:"
                            + " write it out, or put it in quotes if it is text");
            return null;
        }
        if (event.getAnchor().isPresent()) {
            findings.add(
                    place(event),
                    "a word that begins with '&' names a place in YAML, which campaigns do not use:"
                            + " remove it, or put it in quotes if it is text");
            return null;
        }
        return switch (event) {
            case ScalarEvent scalar -> scalar(scalar);
            case CollectionStartEvent start -> {
                if (start.getTag().isPresent()) {
                    yield tagRefused(event);
                }
                if (depth > DEEPEST) {
                    findings.add(place(event), "nested deeper than " + DEEPEST + " levels");
                    yield null;
                }
                yield start instanceof MappingStartEvent
                        ? mapping(start, events, depth)
                        : sequence(start, events, depth);
            }
            default -> throw new IllegalStateException("no such event in YAML: " + event.getEventId());
        };
    }

    private @Nullable Node scalar(ScalarEvent event) {
        if (event.getTag().isPresent()) {
            return tagRefused(event);
        }
        var place = place(event);
        var quoted = event.getScalarStyle() == ScalarStyle.DOUBLE_QUOTED
                || event.getScalarStyle() == ScalarStyle.SINGLE_QUOTED;
        return new Node.Scalar(
                event.getValue(),
                type(event),
                quoted ? new Place(place.file(), place.line(), place.column() + 1) : place);
    }

    private static Node.Type type(ScalarEvent event) {
        if (!event.isPlain()) {
            return Node.Type.TEXT;
        }
        var tag = RESOLVER.resolve(event.getValue(), true);
        if (tag.equals(Tag.NULL)) {
            return Node.Type.NOTHING;
        }
        if (tag.equals(Tag.BOOL)) {
            return Node.Type.TRUTH;
        }
        return tag.equals(Tag.INT) || tag.equals(Tag.FLOAT) ? Node.Type.NUMBER : Node.Type.TEXT;
    }

    private @Nullable Node tagRefused(Event event) {
        findings.add(
                place(event),
                "a word that begins with '!' is a tag of YAML, which campaigns do not use:"
                        + " remove it, or put it in quotes if it is text");
        return null;
    }

    private @Nullable Node sequence(CollectionStartEvent start, Iterator<Event> events, int depth) {
        var items = new ArrayList<Node>();
        while (events.next() instanceof NodeEvent event) {
            var item = node(event, events, depth + 1);
            if (item == null) {
                return null;
            }
            items.add(item);
        }
        return new Node.Sequence(items, place(start));
    }

    private @Nullable Node mapping(CollectionStartEvent start, Iterator<Event> events, int depth) {
        Map<String, Node.Entry> entries = new LinkedHashMap<>();
        while (events.next() instanceof NodeEvent event) {
            var key = node(event, events, depth + 1);
            if (key == null) {
                return null;
            }
            if (!(events.next() instanceof NodeEvent next)) {
                throw new IllegalStateException("a key without a value event");
            }
            var value = node(next, events, depth + 1);
            if (value == null) {
                return null;
            }
            switch (key) {
                case Node.Scalar scalar -> {
                    var first = entries.putIfAbsent(scalar.text(), new Node.Entry(scalar, value));
                    if (first != null) {
                        findings.add(
                                scalar,
                                "'" + scalar.text() + "' stands here a second time, first in line "
                                        + first.key().place().line());
                    }
                }
                case Node.Sequence _, Node.Mapping _ ->
                    findings.add(
                            key,
                            "a key must be a word, not " + key.found() + "; text that begins with [ or { needs quotes");
            }
        }
        return new Node.Mapping(entries, place(start));
    }

    private Place place(Event event) {
        return event.getStartMark().map(this::place).orElseGet(() -> at(0, 0));
    }

    private Place place(Mark mark) {
        return at(mark.getLine(), mark.getColumn());
    }

    private Place at(int line, int column) {
        return new Place(findings.file(), line + 1, column + 1);
    }

    private Place offset(String text, int position) {
        var before = text.substring(
                0,
                Math.min(
                        text.offsetByCodePoints(0, Math.min(position, text.codePointCount(0, text.length()))),
                        text.length()));
        return at(
                (int) before.chars().filter(it -> it == '\n').count(), before.length() - before.lastIndexOf('\n') - 1);
    }

    private Place firstBadByte(byte[] content) {
        var decoder = StandardCharsets.UTF_8.newDecoder();
        var bytes = ByteBuffer.wrap(content);
        var characters = java.nio.CharBuffer.allocate(content.length);
        decoder.decode(bytes, characters, true);
        var before = characters.flip().toString();
        return at(
                (int) before.chars().filter(it -> it == '\n').count(), before.length() - before.lastIndexOf('\n') - 1);
    }
}
