import type { Template } from './template.ts';

/** Each is fetched when somebody looks at the picker. Adding one is its file, a line here, and its words. */
export const TEMPLATES = {
	brainstorm: () => import('./brainstorm.ts'),
	affinity: () => import('./affinity.ts'),
	retrospective: () => import('./retrospective.ts'),
	process: () => import('./process.ts'),
	journey: () => import('./journey.ts'),
	stakeholders: () => import('./stakeholders.ts'),
	impact: () => import('./impact.ts'),
	fishbone: () => import('./fishbone.ts'),
	timeline: () => import('./timeline.ts'),
	blueprint: () => import('./blueprint.ts'),
	agenda: () => import('./agenda.ts'),
	frames: () => import('./frames.ts')
} satisfies Record<string, () => Promise<{ readonly default: Template }>>;

export type TemplateName = keyof typeof TEMPLATES;

export const TEMPLATE_NAMES = Object.keys(TEMPLATES) as readonly TemplateName[];
