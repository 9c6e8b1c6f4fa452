import { Hono, type Context } from 'hono';
import { FILE_TYPE, type StoredType } from '#model/images/stored-type.ts';
import { parseDocumentName } from '#protocol/documents.ts';
import { parseImageHash, type ImageHash } from '#protocol/images.ts';
import { callerAddress } from '../access/caller.ts';
import { bearerOf, type IdentityCookies } from '../access/cookie.ts';
import type { AllowedDocument, DocumentAccess } from '../access/document-access.ts';
import type { UploadLimits } from '../access/upload-limits.ts';
import type { BoardImages } from '../blobs/board-images.ts';
import { readImage } from '../blobs/image-bytes.ts';
import type { Config } from '../config.ts';
import { isFromOwnPage } from './own-pages.ts';
import { refuse, refuseForNow, type AppEnv } from './request.ts';

export interface ImageParts {
	readonly config: Pick<Config, 'publicOrigin' | 'trustProxy'>;
	readonly cookies: IdentityCookies;
	readonly documentAccess: DocumentAccess;
	readonly images: BoardImages;
	readonly uploads: UploadLimits;
}

/** What somebody sent in must not be anything but a picture, even when it is opened in a tab of its own. */
const POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'";

/** `/blobs/<document>/<hash>`: images and PDF documents of boards, put there once and read by everybody who may read the board. */
export function imageRoutes(parts: ImageParts): Hono<AppEnv> {
	const { images, uploads, config } = parts;
	const routes = new Hono<AppEnv>();

	routes.get('/:document/:hash', async (c) => {
		const asked = await readable(c, parts);
		if (!asked) return refuse(c, 'not-found');
		const image = await images.find(asked.allowed.name, asked.hash);
		if (image === null) return notHere(c);
		const headers = {
			// Everybody may see other boards, so no shared cache; what has this hash never changes.
			'cache-control': 'private, max-age=31536000, immutable',
			etag: `"${asked.hash}"`,
			'content-security-policy': POLICY
		};
		if (c.req.header('if-none-match')?.includes(asked.hash)) return c.body(null, 304, headers);
		const bytes = await images.read(asked.hash);
		if (bytes === null) return notHere(c);
		return c.body(new Uint8Array(bytes), 200, {
			...headers,
			'content-type': image.type,
			'content-length': String(bytes.byteLength),
			'content-disposition': disposition(image.type)
		});
	});

	routes.put('/:document/:hash', async (c) => {
		if (!isFromOwnPage(c, config)) return refuse(c, 'forbidden');
		const asked = await readable(c, parts);
		if (!asked) return refuse(c, 'not-found');
		const { allowed, hash } = asked;
		if (!allowed.rights.write) return refuse(c, 'forbidden');
		const asker = { address: callerAddress(c.env.incoming, config), identity: allowed.member.id };
		const wait = uploads.begin(asker);
		if (wait > 0) return refuseForNow(c, wait);
		let held = 0;
		const mayHold = (bytes: number): boolean => {
			const may = uploads.hold(bytes);
			if (may) held += bytes;
			return may;
		};
		try {
			const isFile = c.req.query('as') === 'file';
			if (isFile && (allowed.isSheet || allowed.board.kind !== 'page')) return refuse(c, 'invalid');
			const body = await readImage(c, mayHold, isFile);
			if (!body.ok) return body.refusal === 'slow-down' ? refuseForNow(c, 1) : refuse(c, body.refusal);
			if (!(await images.hasRoomFor(allowed.name, body.bytes.length, allowed.isSheet)))
				return refuse(c, 'full');
			const stored = await images.add(allowed.name, body.bytes, body.type, allowed.member.id, hash);
			return stored ? c.body(null, 204, { 'cache-control': 'no-store' }) : refuse(c, 'invalid');
		} finally {
			uploads.ended(asker, held);
		}
	});

	routes.all('*', (c) => refuse(c, 'not-found'));
	return routes;
}

/** A document is only ever saved: what opens it is not this origin. */
function disposition(type: StoredType): string {
	// Whoever links to a file says what it is called.
	if (type === FILE_TYPE) return 'attachment';
	return type === 'application/pdf'
		? 'attachment; filename="document.pdf"'
		: `inline; filename="image.${type.slice('image/'.length)}"`;
}

/**
 * Whoever may read the board is told that it has no such image: its shape came before its bytes, which are still on the
 * device of somebody who is offline, say. That is nothing that went wrong, so it is no error either.
 */
function notHere(c: Context<AppEnv>): Response {
	return c.body(null, 204, { 'cache-control': 'no-store' });
}

/** One answer for what is missing, what is somebody else's, and what is no name. */
async function readable(
	c: Context<AppEnv>,
	{ cookies, documentAccess }: ImageParts
): Promise<{ readonly allowed: AllowedDocument; readonly hash: ImageHash } | null> {
	const name = parseDocumentName(c.req.param('document') ?? '');
	const hash = parseImageHash(c.req.param('hash'));
	const bearer = bearerOf(cookies, c.req.header());
	if (name === null || hash === null || bearer === null) return null;
	const allowed = await documentAccess(name, bearer.identity, 'view');
	// Of what somebody writes alone, they alone: `documentAccess` lets nobody else in.
	return allowed && { allowed, hash };
}
