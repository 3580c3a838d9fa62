// What both sides know of the size of a message.

/** Bytes of a message that every gate reads, whatever its gate.maxMessage: one that is too large for that is answered
 * with MESSAGE_TOO_LARGE. What is larger still may end the connection without a word, so a client does not send it. */
export const SURE_MESSAGE = 16_384
