import Annoyed from '@lucide/svelte/icons/annoyed';
import Heart from '@lucide/svelte/icons/heart';
import Laugh from '@lucide/svelte/icons/laugh';
import Brain from '@lucide/svelte/icons/brain';
import PartyPopper from '@lucide/svelte/icons/party-popper';
import ThumbsUp from '@lucide/svelte/icons/thumbs-up';
import type { Component } from 'svelte';
import type { Reaction } from '#protocol/session.ts';

/** Drawn, since not every system has the same signs in its fonts, or any. */
export const REACTION_ICONS = {
	'thumbs-up': ThumbsUp,
	heart: Heart,
	clap: PartyPopper,
	laugh: Laugh,
	surprised: Annoyed,
	thinking: Brain
} as const satisfies Record<Reaction, Component>;
