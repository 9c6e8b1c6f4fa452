/**
 * Why the server closed a sync connection. By the convention of y-websocket 3, 4400–4499 means that connecting
 * again cannot help (a stock client stops), and everything else that it may try again.
 */
export const CLOSE = {
	/** The server is stopping; connect again, perhaps to another node. */
	goingAway: 1001,
	/** A frame was no message of the protocol, or an update did not pass the check. */
	malformed: 4400,
	/** The rights changed (link revoked, role taken, removed): fetch the session anew, then connect again. */
	accessChanged: 4403,
	/** No such document, or none for you: the same answer for both. */
	notFound: 4404,
	/** Updates under client ids that belong to somebody else in this document; they stay on the device. */
	foreignClient: 4409,
	/** A frame or an awareness state above the limits of PROTOCOL.md. `ws` itself answers an oversized frame with 1009. */
	tooLarge: 4413,
	/** The stored bytes of this document cannot be read, or opening it fails; they are kept for recovery. */
	unreadable: 4422,
	/** The store did not take an update: nothing of it was forwarded, the device still holds it. */
	notSaved: 4500,
	/** This reader fell too far behind; connect again and get one diff. */
	tooSlow: 4501,
	/** Too many frames or bytes from this connection, this person or this address. */
	tooMany: 4529
} as const;

export type CloseCode = (typeof CLOSE)[keyof typeof CLOSE];
