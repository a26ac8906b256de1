export { createTemplatesInForce, type TemplatesInForce, type VersionInForce } from './in-force.ts'

/** Nothing here is asked for by other rooms. */
export type TemplatesRoom = Readonly<Record<never, never>>
