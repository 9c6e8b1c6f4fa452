/** Shapes on the clipboard. Browsers keep unknown types between pages of one browser. */
export const SHAPES_TYPE = 'application/x-commonplace-shapes';
