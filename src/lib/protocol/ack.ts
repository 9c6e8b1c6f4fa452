/**
 * The one extension of the y-websocket protocol: the server tells how many of this connection's update-bearing frames
 * (sync step 2 and update, refused and empty ones included) are durable. A varuint after the message type. Sent only to connections that
 * asked with `?ack=1`.
 */
export const MESSAGE_ACK = 10;
export const ACK_PARAMETER = 'ack';
