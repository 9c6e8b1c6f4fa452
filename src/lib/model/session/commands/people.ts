import type { AnnouncementId, IdentityId, PromptId, ReadyCheckId } from '../../ids.ts';
import type { MemberColor, Role } from '../session.ts';

export type VoiceCommand =
	| { readonly type: 'announce'; readonly announcement: AnnouncementId; readonly text: string }
	| { readonly type: 'retract-announcement'; readonly announcement: AnnouncementId }
	| { readonly type: 'ask-ready'; readonly check: ReadyCheckId; readonly question: string }
	| { readonly type: 'end-ready' }
	/** Their hand and their call for help have been dealt with; `null`: everybody's. */
	| { readonly type: 'answer-hand'; readonly member: IdentityId | null };

export type ClaimCommand =
	/** Only while no facilitator is here. */
	| { readonly type: 'claim-facilitation' }
	/** One's own, or, as a facilitator, anybody's. */
	| { readonly type: 'refuse-claim' };

/** What changes memberships and not the session's record. */
export type MemberCommand =
	| { readonly type: 'set-profile'; readonly name: string; readonly color: MemberColor }
	| { readonly type: 'set-role'; readonly member: IdentityId; readonly role: Role }
	/** Makes somebody a facilitator and oneself a member, in one step. */
	| { readonly type: 'hand-over'; readonly to: IdentityId }
	/** `reason`: for that person alone. */
	| { readonly type: 'remove-member'; readonly member: IdentityId; readonly reason?: string }
	/** Removes, and the code does not let them in again. */
	| { readonly type: 'ban-member'; readonly member: IdentityId; readonly reason: string };

/** About who is at the door. */
export type DoorCommand =
	| { readonly type: 'admit'; readonly person: IdentityId }
	| { readonly type: 'turn-away'; readonly person: IdentityId; readonly reason: string }
	| { readonly type: 'lift-ban'; readonly person: IdentityId }
	/** The code of before stops working at once. Role links stay, and nothing takes it back. */
	| { readonly type: 'renew-code' };

/** What one person sees and nobody else. */
export type PrivateCommand =
	/** To so many people, each of whom sees it alone. */
	| {
			readonly type: 'send-prompt';
			readonly prompt: PromptId;
			readonly to: readonly IdentityId[];
			readonly text: string;
	  }
	| { readonly type: 'dismiss-prompt'; readonly prompt: PromptId }
	/** Notes to oneself. */
	| { readonly type: 'set-notes'; readonly text: string };
