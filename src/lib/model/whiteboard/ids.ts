import type { Brand } from '../brand.ts';
import { createId } from '../ids.ts';

/** Unique on one board. Short, because it is stored with every entry of its shape. */
export type ShapeId = Brand<string, 'ShapeId'>;

/** Shapes with one in common are selected and moved together. */
export type GroupId = Brand<string, 'GroupId'>;

const LENGTH = 8;
const PATTERN = /^[A-Za-z0-9_-]{1,40}$/;

/** 48 random bits: a board of ten thousand shapes has a chance of one in five million that any two clash. */
export function createShapeId(): ShapeId {
	return createId<ShapeId>().slice(0, LENGTH) as ShapeId;
}

/** Wider than what we make: imported shapes may bring ids of their own. */
export function isShapeId(value: unknown): value is ShapeId {
	return typeof value === 'string' && PATTERN.test(value);
}

export function createGroupId(): GroupId {
	return createId<GroupId>().slice(0, LENGTH) as GroupId;
}

export function isGroupId(value: unknown): value is GroupId {
	return typeof value === 'string' && PATTERN.test(value);
}
