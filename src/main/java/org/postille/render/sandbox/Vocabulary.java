package org.postille.render.sandbox;

import java.util.Map;
import java.util.Set;

/** What of FreeMarker's language templates may use. What is not listed is refused, so that what a new version adds is too. */
final class Vocabulary {

    /** Parts of the parsed template that hold no expression of their own, or only such as are looked at one by one. */
    static final Set<String> DIRECTIVES = Set.of(
            "MixedContent",
            "TextBlock",
            "Comment",
            "DollarVariable",
            "IfBlock",
            "ConditionalBlock",
            "IteratorBlock",
            "Items",
            "Sep",
            "ListElseContainer",
            "ElseOfList",
            "BreakInstruction",
            "ContinueInstruction",
            "SwitchBlock",
            "Case",
            "On",
            "Assignment",
            "AssignmentInstruction",
            "Macro",
            "UnifiedCall",
            "BodyInstruction",
            "ReturnInstruction",
            "TrimInstruction");

    static final Set<String> EXPRESSIONS = Set.of(
            "AddConcatExpression",
            "AndExpression",
            "ArithmeticExpression",
            "BooleanLiteral",
            "BuiltinVariable",
            "ComparisonExpression",
            "DefaultToExpression",
            "Dot",
            "DotBeforeMethodCall",
            "DynamicKeyName",
            "DynamicKeyNameBeforeMethodCall",
            "ExistsExpression",
            "HashLiteral",
            "Identifier",
            "ListLiteral",
            "LocalLambdaExpression",
            "MethodCall",
            "NotExpression",
            "NumberLiteral",
            "OrExpression",
            "ParentheticalExpression",
            "Range",
            "StringLiteral",
            "UnaryPlusMinusExpression");

    static final Set<String> SPECIAL_VARIABLES = Set.of("lang", "locale");

    static final Set<String> BUILT_INS = Set.of(
            "abs",
            "blank_to_null",
            "boolean",
            "c",
            "cap_first",
            "capitalize",
            "ceiling",
            "chunk",
            "contains",
            "counter",
            "date",
            "datetime",
            "drop_while",
            "empty_to_null",
            "ends_with",
            "ensure_ends_with",
            "filter",
            "first",
            "floor",
            "has_content",
            "has_next",
            "index",
            "index_of",
            "int",
            "is_boolean",
            "is_date_like",
            "is_even_item",
            "is_first",
            "is_hash",
            "is_last",
            "is_number",
            "is_odd_item",
            "is_sequence",
            "is_string",
            "iso_local",
            "iso_utc",
            "item_cycle",
            "item_parity",
            "item_parity_cap",
            "join",
            "keep_after",
            "keep_after_last",
            "keep_before",
            "keep_before_last",
            "keys",
            "last",
            "last_index_of",
            "left_pad",
            "length",
            "lower_case",
            "map",
            "max",
            "min",
            "remove_beginning",
            "remove_ending",
            "replace",
            "reverse",
            "right_pad",
            "round",
            "seq_contains",
            "seq_index_of",
            "size",
            "sort",
            "sort_by",
            "split",
            "starts_with",
            "string",
            "switch",
            "take_while",
            "then",
            "time",
            "trim",
            "trim_to_null",
            "truncate",
            "truncate_c",
            "truncate_w",
            "uncap_first",
            "upper_case",
            "url",
            "url_path",
            "values");

    /** Built-ins whose last argument can turn their text into a regular expression, and the arguments they have before it. */
    static final Map<String, Integer> WITH_FLAGS = Map.of(
            "replace", 2, "split", 1, "keep_after", 1, "keep_after_last", 1, "keep_before", 1, "keep_before_last", 1);

    private static final Map<String, String> WHY = Map.of(
            "no_esc", "values are always escaped, or text from a product feed could put a script into the mail",
            "eval", "it runs text as code",
            "eval_json", "it runs text as code",
            "interpret", "it runs text as a template",
            "new", "it creates Java objects",
            "api", "it reaches into Java",
            "has_api", "it reaches into Java",
            "number", "a text like 1e999999999 would become a number of a billion digits",
            "matches", "a regular expression can take for ever on some customer's data");

    private Vocabulary() {}

    static String why(String builtIn) {
        var reason = WHY.get(builtIn);
        return reason == null ? "" : ": " + reason;
    }
}
