/** What opens over the page, and all that it takes to place it: fetched as one when first approached. */
export { default as DialogPart } from './DialogPart.svelte';
export { default as MenuPart } from './MenuPart.svelte';
export { default as PopoverPart } from './PopoverPart.svelte';
export { default as TooltipPart } from './TooltipPart.svelte';
