/**
 * A ticket says who somebody is where there can be no cookie: in a frame of another site, or on a paired screen. As a WebSocket's
 * subprotocol it has this in front; an address must never hold it.
 */
export const TICKET_PREFIX = 'commonplace.ticket.';
