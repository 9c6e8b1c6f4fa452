import { isId } from '../../ids.ts';
import type { Outcome } from '../commands.ts';
import type { LinkCommand } from '../commands/boards.ts';
import { LIMITS, type RoleLink, type Session } from '../session.ts';
import { accept, cleanTitle, refuse, type Family } from './outcome.ts';

/** A paired screen stands in a room for a day at most; whoever forgets it there need not remember. */
const SCREEN_FOR_MS = 24 * 60 * 60 * 1000;

export const links: Family<LinkCommand> = {
	'add-link': (session, { link, role }, _, now) =>
		addLink(session, { id: link, role, createdAt: now, revokedAt: null, expiresAt: null, screen: null }),
	'pair-screen': (session, { link, name }, _, now) => {
		const screen = cleanTitle(name);
		if (screen === null) return refuse('invalid');
		const expiresAt = now + SCREEN_FOR_MS;
		return addLink(session, { id: link, role: 'viewer', createdAt: now, revokedAt: null, expiresAt, screen });
	},
	'revoke-link': (session, { link: id }, _, now) => {
		if (!session.links.some((link) => link.id === id)) return refuse('unknown-link');
		const revoke = (link: RoleLink): RoleLink => ({ ...link, revokedAt: link.revokedAt ?? now });
		return accept({ ...session, links: session.links.map((link) => (link.id === id ? revoke(link) : link)) });
	}
};

function addLink(session: Session, link: RoleLink): Outcome {
	if (!isId(link.id)) return refuse('invalid');
	if (session.links.some(({ id }) => id === link.id)) return refuse('duplicate');
	// Revoked links are kept to be seen, until they are in the way of new ones.
	const oldestRevoked = session.links.findIndex(({ revokedAt }) => revokedAt !== null);
	const full = session.links.length >= LIMITS.links;
	if (full && oldestRevoked === -1) return refuse('too-many');
	const kept = full ? session.links.filter((_, index) => index !== oldestRevoked) : session.links;
	return accept({ ...session, links: [...kept, link] });
}
