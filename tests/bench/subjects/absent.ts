/** Peers that belong here and cannot be had: named with the reason, so that nobody takes their absence for an oversight. */
export const ABSENT: readonly { readonly name: string; readonly reason: string }[] = [
	{
		name: 'y-redis',
		reason:
			'`@y/redis` is not on the npm registry, and its WebSocket server (uWebSockets.js) comes only from GitHub; `y-redis` on npm is an older, other package without a server'
	},
	{
		name: 'y-sweet',
		reason: 'the npm package holds no binary: it downloads one from GitHub when it is installed'
	}
];
