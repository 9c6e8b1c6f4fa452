/** Of one stored image. What people bring is made smaller in the browser before it is sent. */
export const IMAGE_LIMITS = {
	bytes: 10 * 1024 * 1024,
	/** Pixels of either side: a decoded picture takes four bytes a pixel on every device that shows it. */
	side: 4096,
	/** On one board. */
	images: 2_000,
	boardBytes: 1024 * 1024 * 1024,
	/** Of what one person writes alone. */
	sheetImages: 100,
	sheetBytes: 200 * 1024 * 1024
} as const;
