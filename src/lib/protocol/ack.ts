/**
 * The one extension of the y-websocket protocol: the server tells how many of this connection's update-bearing frames
 * (sync step 2 and update, empty ones included) are safe. A varuint after the message type. Sent only to connections
 * that asked: `?ack=1` for the first, `?ack=2` for both.
 */
export const ACK_PARAMETER = 'ack';
/** Durable: a power cut does not lose them. */
export const MESSAGE_ACK = 10;
/** Stored, where the server's store cannot say that a power cut would not lose them. */
export const MESSAGE_RECEIVED = 11;
