import { access, type Sharing } from '../access.ts';
import type { Label } from '../session/label.ts';
import type { Role } from '../session/session.ts';
import { unreachable } from '../unreachable.ts';

/** Somebody as they stand to one session and to the community that held it. */
export interface Reader {
	/** `null`: they are not in the session. */
	readonly role: Role | null;
	readonly ofCommunity: boolean;
}

/** What of a session somebody would like to read. */
export type Readable =
	/** That there is such a session: its title, and when it is. */
	| { readonly kind: 'entry'; readonly label: Label }
	/** Its record: who is in it, its codes, what runs in it. */
	| { readonly kind: 'record' }
	/** What all share on a board. `as`: its document, in which authors are, or a view of it that names nobody. */
	| {
			readonly kind: 'board';
			readonly label: Label;
			readonly namesStripped: boolean;
			/** For a member of the session who is in none of its groups. */
			readonly sharing: Sharing;
			readonly as: 'document' | 'view';
	  }
	| { readonly kind: 'summary'; readonly label: Label }
	/** What one person writes alone, or votes. */
	| { readonly kind: 'own'; readonly isTheirs: boolean };

/**
 * Whether somebody may read something of a session, be they in it or of its community. Red is for those in it; amber and wider
 * for everybody of the community. Who is not in the session reads what an ordinary member reads there, never what is one person's
 * or not shown yet, and where names stay in the session no document that holds them.
 */
export function mayRead({ role, ofCommunity }: Reader, what: Readable): boolean {
	const fromOutside = role === null && ofCommunity;
	switch (what.kind) {
		case 'entry':
			return role !== null || (fromOutside && what.label !== 'red');
		case 'record':
			return role !== null;
		case 'board': {
			const { label, namesStripped, sharing, as } = what;
			if (role !== null)
				return access(role, { kind: 'document', archived: false, locked: false, sharing }).read;
			return fromOutside && label !== 'red' && sharing.with === 'all' && (as === 'view' || !namesStripped);
		}
		case 'summary':
			// Onlookers see what is shown, and take nothing with them.
			return (role !== null && role !== 'viewer') || (fromOutside && what.label !== 'red');
		case 'own':
			return role !== null && what.isTheirs;
		default:
			return unreachable(what);
	}
}
