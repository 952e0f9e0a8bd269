declare const brand: unique symbol

/** A type that only its own parser can make: `Brand<string, 'SubmissionId'>`. */
export type Brand<Value, Name extends string> = Value & { readonly [brand]: Name }
