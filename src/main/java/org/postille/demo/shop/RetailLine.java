package org.postille.demo.shop;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One line of the raw UCI Online Retail file: a product of an invoice, or of a cancellation.
 *
 * @param customer number without decimals
 * @param quantity of pieces, positive also for a cancellation
 * @param pence of one piece
 */
record RetailLine(
        String invoice,
        boolean cancelled,
        String code,
        String description,
        int quantity,
        LocalDateTime at,
        int pence,
        String customer,
        String country) {

    static final List<String> COLUMNS = List.of(
            "InvoiceNo", "StockCode", "Description", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID", "Country");

    /** Why a line is left out. */
    enum Reason {
        MALFORMED("not readable"),
        NO_CUSTOMER("without customer"),
        NOT_A_PRODUCT("postage, fees, vouchers and other codes that are no products"),
        NO_PRICE("without a price above zero"),
        NO_QUANTITY("quantity zero, or its sign contradicts the invoice"),
        ABSURD("more than " + MOST_PIECES + " pieces or dearer than " + DEAREST / 100 + " pounds a piece");

        private final String text;

        Reason(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** A line that is left out. */
    static final class LeftOut extends Exception {
        private static final long serialVersionUID = 1L;
        private final Reason reason;

        LeftOut(Reason reason, String message) {
            super(message, null, false, false);
            this.reason = reason;
        }

        Reason reason() {
            return reason;
        }
    }

    /** Charges that hide behind a number like a product's. */
    private static final Set<String> CHARGES = Set.of("NEXT DAY CARRIAGE", "PACKING CHARGE", "HIGH RESOLUTION IMAGE");

    private static final int MOST_PIECES = 5_000;
    private static final int DEAREST = 100_000;
    /** Five digits, and letters for variants of one thing. */
    private static final Pattern PRODUCT = Pattern.compile("\\d{5}[A-Z]{0,3}");

    private static final DateTimeFormatter ISO = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter AMERICAN = DateTimeFormatter.ofPattern("M/d/yyyy H:mm", Locale.ROOT);

    /** @param fields in the order of {@link #COLUMNS} */
    static RetailLine of(List<String> fields) throws LeftOut {
        var invoice = fields.get(0).strip();
        var cancelled = invoice.startsWith("C");
        var at = date(fields.get(4).strip());
        var quantity = quantity(fields.get(3).strip());
        var pence = pence(fields.get(5).strip());
        if (fields.get(6).isBlank()) {
            throw new LeftOut(Reason.NO_CUSTOMER, "");
        }
        var customer = fields.get(6).strip().replaceFirst("\\.0*$", "");
        if (!customer.matches("\\d{1,12}")) {
            throw new LeftOut(Reason.MALFORMED, "CustomerID '" + fields.get(6) + "' is not a number");
        }
        var code = fields.get(1).strip().toUpperCase(Locale.ROOT);
        var description = fields.get(2).strip().replaceAll("\\s+", " ");
        if (!PRODUCT.matcher(code).matches() || CHARGES.contains(description.toUpperCase(Locale.ROOT))) {
            throw new LeftOut(Reason.NOT_A_PRODUCT, "");
        }
        if (pence <= 0) {
            throw new LeftOut(Reason.NO_PRICE, "");
        }
        if (quantity == 0 || (quantity < 0) != cancelled) {
            throw new LeftOut(Reason.NO_QUANTITY, "");
        }
        if (Math.abs((long) quantity) > MOST_PIECES || pence > DEAREST) {
            throw new LeftOut(Reason.ABSURD, "");
        }
        var country = fields.get(7).strip();
        return new RetailLine(invoice, cancelled, code, description, Math.abs(quantity), at, pence, customer, country);
    }

    private static LocalDateTime date(String text) throws LeftOut {
        try {
            return LocalDateTime.parse(text, text.indexOf('/') > 0 ? AMERICAN : ISO);
        } catch (DateTimeException e) {
            throw new LeftOut(
                    Reason.MALFORMED, "InvoiceDate '" + text + "', expected for example '2010-12-01 08:26:00'");
        }
    }

    private static int quantity(String text) throws LeftOut {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new LeftOut(Reason.MALFORMED, "Quantity '" + text + "' is not a whole number");
        }
    }

    private static int pence(String text) throws LeftOut {
        try {
            return new BigDecimal(text)
                    .movePointRight(2)
                    .setScale(0, RoundingMode.HALF_UP)
                    .intValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            throw new LeftOut(Reason.MALFORMED, "UnitPrice '" + text + "' is not an amount");
        }
    }
}
