import { IDENTITY, type Matrix, multiplied, rotation, scaling, translation } from '../vector/matrix.ts';

/** All numbers in an attribute, whatever stands between them. */
export function numbersIn(text: string): number[] {
	return [...text.matchAll(/[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/gu)].map(([number]) => Number(number));
}

/** What a `transform` attribute comes to. */
export function transformOf(text: string): Matrix {
	let matrix = IDENTITY;
	for (const [, name, list] of text.matchAll(/(\w+)\s*\(([^)]*)\)/gu)) {
		const [a = 0, b, c, d = 0, e = 0, f = 0] = numbersIn(list!);
		const turn = (a * Math.PI) / 180;
		switch (name!) {
			case 'translate':
				matrix = multiplied(matrix, translation(a, b ?? 0));
				break;
			case 'scale':
				matrix = multiplied(matrix, scaling(a, b ?? a));
				break;
			case 'rotate':
				matrix = multiplied(matrix, translation(b ?? 0, c ?? 0));
				matrix = multiplied(matrix, rotation(turn));
				matrix = multiplied(matrix, translation(-(b ?? 0), -(c ?? 0)));
				break;
			case 'skewX':
				matrix = multiplied(matrix, [1, 0, Math.tan(turn), 1, 0, 0]);
				break;
			case 'skewY':
				matrix = multiplied(matrix, [1, Math.tan(turn), 0, 1, 0, 0]);
				break;
			case 'matrix':
				matrix = multiplied(matrix, [a, b ?? 0, c ?? 0, d, e, f]);
		}
	}
	return matrix;
}
