import * as Y from 'yjs';
import { Board } from '#model/whiteboard/board.ts';
import { runGesture } from '#model/whiteboard/gesture.ts';
import type { ShapeId } from '#model/whiteboard/ids.ts';
import { seedWhiteboard } from '#model/whiteboard/seed.ts';
import { arrowBetween, PLAIN_ARROW } from '#model/whiteboard/shapes/arrow.ts';
import { LOOSE } from '#model/whiteboard/shapes/kind.ts';
import { penGeometry } from '#model/whiteboard/shapes/pen.ts';
import { kindOf, type Shape, type ShapeType } from '#model/whiteboard/shapes/registry.ts';
import type { BoardColor, Style } from '#model/whiteboard/style.ts';
import { keysBetween, type OrderKey } from '#model/order.ts';
import type { NeutralScene, SceneColor, SceneShape } from '../scene.ts';

const COLORS: Record<SceneColor, BoardColor> = {
	black: 'ink',
	blue: 'sky',
	green: 'moss',
	red: 'clay',
	violet: 'plum',
	orange: 'amber'
};

/** The scene as the update that a server would send to somebody who opens the board. */
export function asUpdate(scene: NeutralScene): Uint8Array {
	const doc = new Y.Doc();
	seedWhiteboard(doc);
	const board = new Board(doc);
	const orders = keysBetween(null, null, scene.shapes.length);
	doc.transact(() =>
		runGesture(board, (gesture) =>
			scene.shapes.forEach((shape, at) =>
				gesture.make(asOurs(shape, orders[at]!), 'text' in shape ? shape.text : '')
			)
		)
	);
	const update = Y.encodeStateAsUpdate(doc);
	board.destroy();
	doc.destroy();
	return update;
}

function asOurs(shape: SceneShape, order: OrderKey): Shape {
	const { x, y, w, h } = shape;
	const as = <T extends ShapeType>(type: T, style: Partial<Style>, box = { x, y, w, h }) => {
		const { defaults } = kindOf(type);
		return {
			...defaults,
			...LOOSE,
			id: shape.id as ShapeId,
			type,
			...box,
			rotation: 0,
			order,
			author: '',
			style: { ...defaults.style, ...style }
		};
	};
	const color = COLORS[shape.color];
	switch (shape.kind) {
		case 'rect':
			return as('rectangle', { color, fill: 'tint', width: 2, fontSize: 12 });
		case 'ellipse':
			return as('ellipse', { color, fill: 'tint', width: 2 });
		case 'diamond':
			return as('rectangle', { color, fill: 'tint', width: 2 });
		case 'sticky':
			return as('note', { color: 'amber', fontSize: 10 });
		case 'text':
			return { ...as('text', { color, fontSize: 14 }), autoWidth: true };
		case 'ink': {
			const points = shape.points.map(([dx, dy]) => ({ x: x + dx, y: y + dy, pressure: null }));
			return { ...as('pen', { color, width: 2 }), ...penGeometry(points) };
		}
		case 'arrow': {
			const ends = arrowBetween({ x, y: y + 25 }, { x: x + 96, y: y + 29 });
			const bound = (id: string | null) =>
				id === null ? null : { shape: id as ShapeId, at: { x: 0.5, y: 0.5 } };
			return {
				...as('arrow', { color, width: 2 }),
				...PLAIN_ARROW,
				...ends,
				start: bound(shape.from),
				end: bound(shape.to)
			};
		}
	}
}
