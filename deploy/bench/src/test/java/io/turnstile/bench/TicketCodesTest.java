package io.turnstile.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TicketCodesTest {
    @Test
    void java_and_sql_name_the_same_ticket() {
        // SELECT 'b' || substr(md5(1::text), 1, 20)
        assertThat(Pier.code(1)).isEqualTo("bc4ca4238a0b923820dcc");
    }
}
