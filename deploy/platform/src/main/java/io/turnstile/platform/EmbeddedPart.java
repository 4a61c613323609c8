package io.turnstile.platform;

/** One part of the embedded platform, which runs as a process of its own. */
sealed interface EmbeddedPart permits PostgresPart, KafkaPart, ConnectPart {
    String name();

    ChildProcess.StopSignal stopSignal();

    /** Starts the process on its port and its data, and comes back when it serves. */
    ChildProcess start();
}
