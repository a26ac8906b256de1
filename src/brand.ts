declare const brand: unique symbol

/** A string that only its own maker may produce: a `JobId` can't be handed where an `OrderId` is wanted. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name }
