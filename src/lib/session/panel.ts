/** What can be opened over a board. */
export type Panel = 'boards' | 'people' | 'invite' | 'profile';
