declare const brand: unique symbol;

/** A `T` that carries a name at compile time only, so that a board's id is never passed for a session's. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };
