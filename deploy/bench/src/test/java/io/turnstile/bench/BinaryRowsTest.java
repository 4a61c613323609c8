package io.turnstile.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.postgresql.copy.CopyIn;

class BinaryRowsTest {
    /**
     * PostgreSQL 18 itself wrote this: {@code COPY (SELECT 'Fähre', NULL::text, 7, 12800::bigint,
     * '0192e4a0-7c00-7abc-8def-0123456789ab'::uuid, timestamptz '2026-11-29 10:00:00.000001Z', '[]'::jsonb, '\x0102'::bytea)
     * TO STDOUT (FORMAT binary)}.
     */
    private static final String WRITTEN_BY_POSTGRES =
            "5047434f50590aff0d0a00000000000000000000080000000646c3a4687265ffffffff0000000400000007000000080000000000003200000000100192e4a07c007abc8def0123456789ab00000008000304661ffd480100000003015b5d000000020102ffff";

    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private boolean ended;

    @Test
    void are_as_postgres_writes_them() throws SQLException {
        var rows = new BinaryRows(copy());

        rows.row(8)
                .text("Fähre")
                .text(null)
                .integer(7)
                .bigint(12_800)
                .uuid(UUID.fromString("0192e4a0-7c00-7abc-8def-0123456789ab"))
                .timestamptz(Instant.parse("2026-11-29T10:00:00.000001Z"))
                .jsonb("[]")
                .bytea(new byte[] {1, 2});
        rows.end();

        assertThat(HexFormat.of().formatHex(sent.toByteArray())).isEqualTo(WRITTEN_BY_POSTGRES);
        assertThat(ended).isTrue();
    }

    @Test
    void may_be_more_than_fit_at_once() throws SQLException {
        var rows = new BinaryRows(copy());
        var text = "x".repeat(1_000);

        for (var row : IntStream.range(0, 200).toArray()) {
            rows.row(1).text(text);
            rows.makeRoom();
        }
        rows.end();

        assertThat(sent.size()).isEqualTo(19 + 200 * (2 + 4 + 1_000) + 2);
    }

    private CopyIn copy() {
        return (CopyIn) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {CopyIn.class}, (_, method, given) -> {
                    switch (method.getName()) {
                        case "writeToCopy" -> sent.write((byte[]) given[0], (int) given[1], (int) given[2]);
                        case "endCopy" -> ended = true;
                        default -> throw new UnsupportedOperationException(method.getName());
                    }
                    return method.getReturnType() == long.class ? 0L : null;
                });
    }
}
