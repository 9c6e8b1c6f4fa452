/** The id of the element with the choices at a slash. */
export const SLASH_LIST = 'slash-list';
