package io.turnstile.local.gateway;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;

/**
 * What only Netty's pipeline below Vert.x can do. Vert.x keeps every request that is sent ahead until its turn comes,
 * however many there are, drops a Content-Length beside a Transfer-Encoding without a word, answers 501 to a version that
 * it does not know, closes a connection where a chunk cannot be read, tells of no end while a request waits for its turn,
 * and closes a connection only when its client has read all that was written.
 */
final class Pipeline extends ChannelInboundHandlerAdapter {
    private final ClientConnection client;
    /** The request that is being received is the last one. */
    private boolean hearsNoMore;
    /** What still comes is thrown away. */
    private boolean isDeaf;

    private Pipeline(ClientConnection client) {
        this.client = client;
    }

    static void watch(HttpConnection connection, HttpServerOptions options, ClientConnection client) {
        var pipeline = ((HttpServerConnection) connection).channel().pipeline();
        pipeline.replace("httpDecoder", "httpDecoder", new StrictDecoder(options));
        pipeline.addBefore("handler", "requestCounter", new Pipeline(client));
    }

    /** At once, past Vert.x' handler: it would wait until all is flushed, and whoever does not read holds that off for ever. */
    static void cut(HttpConnection connection) {
        ((HttpServerConnection) connection).channel().pipeline().firstContext().close();
    }

    static void whenClosed(HttpConnection connection, Runnable action) {
        ((HttpServerConnection) connection).channel().closeFuture().addListener(_ -> action.run());
    }

    /** No request is begun after the one that is being answered. */
    static void hearNoMore(HttpConnection connection) {
        ((HttpServerConnection) connection).channel().pipeline().get(Pipeline.class).hearsNoMore = true;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!isDeaf && message instanceof HttpRequest) {
            isDeaf = hearsNoMore;
            if (!isDeaf && !client.queues()) {
                isDeaf = true;
                context.close();
            }
        } else if (!isDeaf
                && message instanceof HttpContent part
                && part.decoderResult().isFailure()) {
            isDeaf = true;
            client.breaksOff();
        }
        if (isDeaf) {
            ReferenceCountUtil.release(message);
        } else {
            context.fireChannelRead(message);
        }
    }

    private static final class StrictDecoder extends VertxHttpRequestDecoder {
        StrictDecoder(HttpServerOptions options) {
            super(options);
        }

        @Override
        protected HttpMessage createMessage(String[] line) {
            var message = super.createMessage(line);
            if (!message.protocolVersion().equals(HttpVersion.HTTP_1_1)) {
                throw new IllegalArgumentException("not a version that is spoken here");
            }
            return message;
        }

        /** RFC 9112, 6.3: two lengths are an attempt to be read in two ways by the proxies on the way here. */
        @Override
        protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
            throw new IllegalArgumentException("both Content-Length and Transfer-Encoding");
        }
    }
}
