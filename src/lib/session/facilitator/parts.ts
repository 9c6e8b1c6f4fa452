/** What a session shows beside its boards, in one file to fetch. */
export { default as Attention } from './Attention.svelte';
export { default as Notices } from './Notices.svelte';
export { default as DiffersNote } from '../after/DiffersNote.svelte';
export { default as ReadonlyNote } from '../after/ReadonlyNote.svelte';
export { default as Around } from '../after/Around.svelte';
export { default as GoOn } from '../after/GoOn.svelte';
export { default as When } from '../after/When.svelte';
export { default as NowBar } from './NowBar.svelte';
export { boardMenu } from '../board-menu.ts';
