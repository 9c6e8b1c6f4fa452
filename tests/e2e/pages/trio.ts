import type { Device, Person } from '../person.ts';

/** Three who work a method by three hands: Fay facilitates with a mouse, Kim has only the keyboard, and Pat a phone. */
export type Trio = readonly [fay: Person, kim: Person, pat: Person];

export async function trio(arrive: (name: string, device?: Device) => Promise<Person>): Promise<Trio> {
	return [await arrive('Fay'), await arrive('Kim', 'keyboard'), await arrive('Pat', 'phone')];
}
