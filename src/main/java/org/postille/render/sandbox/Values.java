package org.postille.render.sandbox;

import freemarker.core.Environment;
import freemarker.template.ObjectWrapper;
import freemarker.template.SimpleCollection;
import freemarker.template.SimpleDate;
import freemarker.template.SimpleNumber;
import freemarker.template.SimpleScalar;
import freemarker.template.TemplateBooleanModel;
import freemarker.template.TemplateCollectionModel;
import freemarker.template.TemplateDateModel;
import freemarker.template.TemplateHashModel;
import freemarker.template.TemplateHashModelEx;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelIterator;
import freemarker.template.TemplateScalarModel;
import freemarker.template.TemplateSequenceModel;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postille.base.Money;

/**
 * All that a template sees of Java: text, numbers, truth values, money, dates, lists and maps of them. No object behind a
 * value can be reached, so there is no method or class to call.
 */
final class Values implements ObjectWrapper {

    @Override
    public @Nullable TemplateModel wrap(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case TemplateModel model -> model;
            case String text -> new SimpleScalar(text);
            case Number number -> new SimpleNumber(number);
            case Boolean truth -> truth ? TemplateBooleanModel.TRUE : TemplateBooleanModel.FALSE;
            case Money money -> new Amount(money);
            case LocalDate date ->
                new SimpleDate(Date.from(date.atStartOfDay(zone()).toInstant()), TemplateDateModel.DATE);
            case ZonedDateTime time -> new SimpleDate(Date.from(time.toInstant()), TemplateDateModel.DATETIME);
            case List<?> list -> new Sequence(list);
            case Map<?, ?> map -> new Hash(map);
            default ->
                throw new IllegalStateException(
                        "the model of a mail may not hold a " + value.getClass().getName());
        };
    }

    private static ZoneId zone() {
        return Environment.getCurrentEnvironment().getTimeZone().toZoneId();
    }

    /** Prints in the reader's locale; {@code .amount} is the bare number, {@code .currency} the ISO 4217 code. */
    private record Amount(Money money) implements TemplateScalarModel, TemplateHashModel {
        @Override
        public String getAsString() {
            return money.format(Environment.getCurrentEnvironment().getLocale());
        }

        @Override
        public @Nullable TemplateModel get(String key) {
            return switch (key) {
                case "amount" -> new SimpleNumber(money.amount());
                case "currency" -> new SimpleScalar(money.currency().getCurrencyCode());
                default -> null;
            };
        }

        @Override
        public boolean isEmpty() {
            return false;
        }
    }

    private final class Sequence implements TemplateSequenceModel, TemplateCollectionModel {
        private final List<?> list;

        Sequence(List<?> list) {
            this.list = list;
        }

        @Override
        public @Nullable TemplateModel get(int index) {
            return index >= 0 && index < list.size() ? wrap(list.get(index)) : null;
        }

        @Override
        public int size() {
            return list.size();
        }

        @Override
        public TemplateModelIterator iterator() {
            var each = list.iterator();
            return new TemplateModelIterator() {
                @Override
                public @Nullable TemplateModel next() {
                    return wrap(each.next());
                }

                @Override
                public boolean hasNext() {
                    return each.hasNext();
                }
            };
        }
    }

    private final class Hash implements TemplateHashModelEx {
        private final Map<?, ?> map;

        Hash(Map<?, ?> map) {
            this.map = map;
        }

        @Override
        public @Nullable TemplateModel get(String key) {
            return wrap(map.get(key));
        }

        @Override
        public boolean isEmpty() {
            return map.isEmpty();
        }

        @Override
        public int size() {
            return map.size();
        }

        @Override
        public TemplateCollectionModel keys() {
            return new SimpleCollection(map.keySet(), Values.this);
        }

        @Override
        public TemplateCollectionModel values() {
            return new SimpleCollection(map.values(), Values.this);
        }
    }
}
