package io.turnstile.ticket.model;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The code of a ticket, such as {@code TK-7Q3M-9XKD-2VHB-2}: 60 random bits, so that nobody guesses one, as Crockford
 * base 32 in groups, so that a person can read it out, then Crockford's check symbol, the number modulo 37. Because 37 is
 * prime and larger than 32, every single wrong symbol and every swap of two neighbours is noticed.
 */
public record TicketCode(String value) {
    private static final String SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final String CHECK_SYMBOLS = SYMBOLS + "*~$=U";
    private static final Pattern WRITTEN = Pattern.compile("TK(-[" + SYMBOLS + "]{4}){3}-[" + CHECK_SYMBOLS + "]");
    private static final int RANDOM_SYMBOLS = 12;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** @throws IllegalArgumentException where the value is not the written form of a code, or its check symbol is wrong */
    public TicketCode {
        if (!isCorrect(value)) {
            throw new IllegalArgumentException("not a ticket code");
        }
    }

    public static TicketCode random() {
        var symbols = new StringBuilder(RANDOM_SYMBOLS);
        for (int i = 0; i < RANDOM_SYMBOLS; i++) {
            symbols.append(SYMBOLS.charAt(RANDOM.nextInt(SYMBOLS.length())));
        }
        return new TicketCode(written(symbols.toString(), checkSymbol(symbols)));
    }

    /**
     * Reads what a person typed: in any case, O for 0, I or L for 1, hyphens left out or elsewhere.
     *
     * @return empty where no code can be meant
     */
    public static Optional<TicketCode> parse(String text) {
        var typed = text.toUpperCase(Locale.ROOT)
                .replace("-", "")
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
        if (typed.length() != "TK".length() + RANDOM_SYMBOLS + 1 || !typed.startsWith("TK")) {
            return Optional.empty();
        }
        var value = written(typed.substring(2, 2 + RANDOM_SYMBOLS), typed.charAt(2 + RANDOM_SYMBOLS));
        return isCorrect(value) ? Optional.of(new TicketCode(value)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }

    private static boolean isCorrect(String value) {
        if (!WRITTEN.matcher(value).matches()) {
            return false;
        }
        var symbols = value.substring(2, value.length() - 1).replace("-", "");
        return checkSymbol(symbols) == value.charAt(value.length() - 1);
    }

    private static String written(String symbols, char check) {
        return "TK-%s-%s-%s-%s"
                .formatted(symbols.substring(0, 4), symbols.substring(4, 8), symbols.substring(8), check);
    }

    private static char checkSymbol(CharSequence symbols) {
        var number =
                symbols.chars().mapToLong(SYMBOLS::indexOf).reduce(0, (sum, digit) -> sum * SYMBOLS.length() + digit);
        return CHECK_SYMBOLS.charAt((int) (number % CHECK_SYMBOLS.length()));
    }
}
