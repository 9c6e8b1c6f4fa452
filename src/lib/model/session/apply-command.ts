import { agenda } from './apply/agenda.ts';
import { boards } from './apply/boards.ts';
import { claim } from './apply/claim.ts';
import { harvests } from './apply/harvests.ts';
import { course, fitsCourse } from './apply/course.ts';
import { links } from './apply/links.ts';
import { refuse, type Family } from './apply/outcome.ts';
import { planning } from './apply/planning.ts';
import { problem } from './apply/problem.ts';
import { running } from './apply/running.ts';
import { settings } from './apply/settings.ts';
import { stage } from './apply/stage.ts';
import { timer } from './apply/timer.ts';
import { voice } from './apply/voice.ts';
import type { Actor, Command, Outcome } from './commands.ts';
import { mayGive } from './permissions.ts';
import type { Session } from './session.ts';

const FAMILIES: Family<Command> = {
	...settings,
	...boards,
	...links,
	...planning,
	...running,
	...problem,
	...harvests,
	...stage,
	...agenda,
	...timer,
	...voice,
	...claim,
	...course
};

/**
 * What a command makes of a session, or why nothing. Pure, so that the client may show the result at once. What depends
 * on more than this record is the server's to ask: who is a member (members.ts), who is here.
 *
 * @param now Server time, milliseconds since the epoch.
 */
export function applyCommand(session: Session, command: Command, actor: Actor, now: number): Outcome {
	if (!mayGive(command.type, actor.role, session.settings)) return refuse('forbidden');
	if (!fitsCourse(session, command.type)) return refuse('has-ended');
	const apply = FAMILIES[command.type] as (
		session: Session,
		command: Command,
		actor: Actor,
		now: number
	) => Outcome;
	return apply(session, command, actor, now);
}
