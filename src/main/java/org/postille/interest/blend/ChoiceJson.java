package org.postille.interest.blend;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import java.util.Arrays;
import org.postille.interest.snapshot.Damaged;

/** A choice as text. Whatever component it gets, and whatever recipe there will be, is written and read without a change here. */
public final class ChoiceJson {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .addMixIn(Recipe.class, Named.class)
            .build();

    static {
        Arrays.stream(Recipe.class.getPermittedSubclasses())
                .forEach(it -> JSON.registerSubtypes(new NamedType(it, it.getSimpleName())));
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "recipe")
    private interface Named {}

    private ChoiceJson() {}

    public static String write(Choice choice) {
        try {
            return JSON.writeValueAsString(choice);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a choice cannot be written", e);
        }
    }

    /** @throws Damaged where it was written by a version whose choices have other components or recipes */
    public static Choice read(String json) {
        try {
            return JSON.readValue(json, Choice.class);
        } catch (JsonProcessingException e) {
            throw new Damaged("its choice cannot be read: " + e.getOriginalMessage(), e);
        }
    }
}
