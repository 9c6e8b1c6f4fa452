import { Hono, type Context } from 'hono';
import * as v from 'valibot';
import { isId } from '#model/ids.ts';
import { parseDocumentName } from '#protocol/documents.ts';
import {
	MakeVersion,
	NameVersion,
	type BoardVersions,
	type VersionId,
	type VersionMade
} from '#protocol/versions.ts';
import { bearerOf, type IdentityCookies } from '../access/cookie.ts';
import type { AllowedDocument, DocumentAccess } from '../access/document-access.ts';
import type { RateLimit } from '../access/rate-limit.ts';
import type { Versions } from '../versions/versions.ts';
import { refuse, refuseForNow, type AppEnv } from './request.ts';

export interface VersionParts {
	readonly cookies: IdentityCookies;
	readonly documentAccess: DocumentAccess;
	readonly versions: Versions;
	/** Each opens the document in a worker. */
	readonly versionLimit: RateLimit;
}

/** `/api/versions/<document>`: the versions of one board. Who may read it may look; who may write it may name. */
export function versionRoutes(parts: VersionParts): Hono<AppEnv> {
	const { versions, versionLimit } = parts;
	const routes = new Hono<AppEnv>();

	routes.get('/:document', async (c) => {
		const allowed = await allowedBoard(c, parts);
		if (!allowed) return refuse(c, 'not-found');
		return c.json({ versions: await versions.of(allowed.name) } satisfies BoardVersions);
	});

	routes.get('/:document/:version', async (c) => {
		const allowed = await allowedBoard(c, parts);
		const id = c.req.param('version');
		const bytes = allowed && isId(id) ? await versions.read(allowed.name, id as VersionId) : null;
		if (bytes === null) return refuse(c, 'not-found');
		return c.body(new Uint8Array(bytes), 200, {
			'content-type': 'application/octet-stream',
			'content-encoding': 'gzip'
		});
	});

	routes.post('/:document', async (c) => {
		const allowed = await allowedBoard(c, parts);
		if (allowed?.board.kind !== 'whiteboard') return refuse(c, 'not-found');
		if (!allowed.rights.write) return refuse(c, 'forbidden');
		const asked = v.safeParse(MakeVersion, await c.req.json().catch(() => null));
		if (!asked.success) return refuse(c, 'invalid');
		const wait = versionLimit.take(allowed.member.id);
		if (wait > 0) return refuseForNow(c, wait);
		const outcome = await versions.make(allowed.name, allowed.member, asked.output);
		return outcome.ok ? c.json({ made: outcome.version } satisfies VersionMade) : refuse(c, outcome.refusal);
	});

	routes.post('/:document/:version', async (c) => {
		const allowed = await allowedBoard(c, parts);
		const id = c.req.param('version');
		if (allowed?.board.kind !== 'whiteboard' || !isId(id)) return refuse(c, 'not-found');
		if (!allowed.rights.write) return refuse(c, 'forbidden');
		const asked = v.safeParse(NameVersion, await c.req.json().catch(() => null));
		if (!asked.success) return refuse(c, 'invalid');
		const outcome = await versions.name(allowed.name, id as VersionId, asked.output.name);
		return outcome.ok ? c.json({ made: outcome.version } satisfies VersionMade) : refuse(c, outcome.refusal);
	});

	return routes;
}

async function allowedBoard(
	c: Context<AppEnv>,
	{ cookies, documentAccess }: VersionParts
): Promise<AllowedDocument | null> {
	const name = parseDocumentName(c.req.param('document') ?? '');
	const bearer = bearerOf(cookies, c.req.header());
	const allowed = name && bearer && (await documentAccess(name, bearer.identity, 'document'));
	// Pages show no versions; what somebody writes alone has none; how a board came about is for those who were there.
	return !allowed || allowed.isSheet || allowed.by === 'community' || allowed.board.kind === 'page'
		? null
		: allowed;
}
