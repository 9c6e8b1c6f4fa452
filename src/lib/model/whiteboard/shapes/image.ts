import { contains, grown } from '../geometry.ts';
import { DEFAULT_STYLE } from '../style.ts';
import type { ShapeBase, ShapeKind } from './kind.ts';

/** A picture. Its bytes are stored beside the document, under their hash. */
export interface ImageShape extends ShapeBase {
	readonly type: 'image';
	/** SHA-256 of the bytes, in 64 hexadecimal digits. */
	readonly hash: string;
	readonly mime: string;
	/** In pixels of its own. */
	readonly natural: { readonly w: number; readonly h: number };
	/** What it shows, for those who do not see it; empty where nobody said. */
	readonly alt: string;
}

const HASH = /^[0-9a-f]{64}$/u;
const MIME = /^image\/[a-z0-9.+-]{1,40}$/u;
const MAX_SIDE = 100_000;
export const MAX_ALT = 2_000;

export const image: ShapeKind<'image'> = {
	type: 'image',
	hasText: false,
	resizing: 'proportional',
	styled: ['opacity'],
	defaults: { w: 320, h: 240, style: DEFAULT_STYLE },
	parse(base, stored) {
		const { s: hash, k: mime, n: natural, a: alt = '' } = stored;
		if (typeof hash !== 'string' || !HASH.test(hash)) return null;
		if (typeof mime !== 'string' || !MIME.test(mime)) return null;
		if (!Array.isArray(natural) || natural.length !== 2 || !natural.every(isSide)) return null;
		const [w, h] = natural as [number, number];
		return {
			...base,
			type: 'image',
			hash,
			mime,
			natural: { w, h },
			alt: typeof alt === 'string' ? alt.slice(0, MAX_ALT) : ''
		};
	},
	store: ({ hash, mime, natural, alt }) => ({
		s: hash,
		k: mime,
		n: [natural.w, natural.h],
		...(alt === '' ? {} : { a: alt })
	}),
	hit: (shape, point, tolerance) => contains(grown(shape, tolerance), point),
	fitted: (shape, box) => ({ ...shape, ...box })
};

function isSide(value: unknown): value is number {
	return Number.isInteger(value) && (value as number) > 0 && (value as number) <= MAX_SIDE;
}
