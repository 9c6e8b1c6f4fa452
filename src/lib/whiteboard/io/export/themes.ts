import { type BoardTheme, readTheme } from '../../render/board-theme.ts';

export type ThemeName = 'light' | 'dark';

/** The colours of a theme, whichever the app has at the moment. */
export function themeOf(name: ThemeName): BoardTheme {
	const root = document.documentElement;
	const before = root.dataset.theme;
	if (before === name) return readTheme(root);
	// Tokens stand at the root only. Nothing is painted between these lines.
	root.dataset.theme = name;
	try {
		return readTheme(root);
	} finally {
		root.dataset.theme = before ?? 'light';
	}
}
