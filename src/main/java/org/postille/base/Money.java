package org.postille.base;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An amount in a currency, at the currency's own number of decimals (2 for EUR, 0 for JPY).
 *
 * @param amount may be negative (a refund)
 */
public record Money(BigDecimal amount, Currency currency) implements Comparable<Money> {

    // Bounded, because BigDecimal would go and write out the zeros of 1E999999999.
    private static final Pattern AMOUNT = Pattern.compile("-?(\\d{1,15}(\\.\\d{0,6})?|\\.\\d{1,6})");

    public Money {
        amount = amount.setScale(Math.max(0, currency.getDefaultFractionDigits()), RoundingMode.HALF_UP);
    }

    /**
     * @param amount decimal point, no grouping: {@code 1234.50}
     * @param currency ISO 4217 code
     * @throws Invalid if either cannot be read
     */
    public static Money of(String amount, String currency) {
        try {
            if (AMOUNT.matcher(amount.strip()).matches()) {
                return new Money(new BigDecimal(amount.strip()), spendable(currency.strip()));
            }
        } catch (IllegalArgumentException e) {
            throw new Invalid(notMoney(amount + " " + currency), e);
        }
        throw new Invalid(notMoney(amount + " " + currency));
    }

    /** ISO 4217 has codes for gold, for tests and for no currency at all, too: none of them has decimals. */
    private static Currency spendable(String code) {
        var currency = Currency.getInstance(code);
        if (currency.getDefaultFractionDigits() < 0) {
            throw new IllegalArgumentException(code);
        }
        return currency;
    }

    /**
     * As product feeds write it: {@code 12.95 EUR}.
     *
     * @throws Invalid if it is anything else
     */
    public static Money parse(String text) {
        var parts = text.strip().split("\\s+");
        if (parts.length != 2) {
            throw new Invalid(notMoney(text));
        }
        return of(parts[0], parts[1]);
    }

    private static String notMoney(String text) {
        return "not an amount of money: '" + text + "', expected for example '12.95 EUR'";
    }

    public Money plus(Money other) {
        return new Money(amount.add(sameCurrency(other).amount), currency);
    }

    public Money times(int quantity) {
        return new Money(amount.multiply(BigDecimal.valueOf(quantity)), currency);
    }

    /** As a reader in that locale expects it: {@code 12,95 €}, {@code €12.95}. */
    public String format(Locale locale) {
        var format = NumberFormat.getCurrencyInstance(locale);
        format.setCurrency(currency);
        var digits = Math.max(0, currency.getDefaultFractionDigits());
        format.setMinimumFractionDigits(digits);
        format.setMaximumFractionDigits(digits);
        return format.format(amount);
    }

    @Override
    public int compareTo(Money other) {
        return amount.compareTo(sameCurrency(other).amount);
    }

    @Override
    public String toString() {
        return amount.toPlainString() + " " + currency.getCurrencyCode();
    }

    private Money sameCurrency(Money other) {
        if (!other.currency.equals(currency)) {
            throw new Invalid("cannot put " + this + " and " + other + " together: the currencies differ");
        }
        return other;
    }
}
