import type { z } from 'zod'

/** Permission that staff need for a route, as the plan of its room names it. */
export interface StaffWith<Permission extends string = string> {
  readonly staff: Permission
}

/**
 * Who may call a route: a terminal by its signature, anyone, a person who has logged in, or staff with a permission. Its handler
 * is given that caller.
 */
export type CallerKind = 'terminal' | 'anyone' | 'visitor' | StaffWith

/** A route for staff who hold `permission`. */
export const staff = <const Permission extends string>(permission: Permission): StaffWith<Permission> => ({
  staff: permission,
})

/** A file in place of JSON: what kind it is, and the most that it may hold. */
export interface FileAnswer {
  /** `image/*`: which picture it is stands with the answer. */
  readonly mediaType:
    | 'application/json'
    | 'application/pdf'
    | 'audio/wav'
    | 'image/png'
    | 'image/*'
    | 'text/csv; charset=utf-8'
  readonly maxBytes: number
}

/** One request of the server's API, described once: the server mounts it, terminals and pages call it. */
export interface Route<
  Input extends z.ZodType = z.ZodType,
  Output extends z.ZodType | FileAnswer = z.ZodType | FileAnswer,
  Caller extends CallerKind = CallerKind,
  Reason extends string = string,
> {
  readonly method: 'GET' | 'POST'
  /** Fastify's form, for example `/v1/orders/:orderId`; every `:name` is a key of `input`. */
  readonly path: string
  readonly caller: Caller
  readonly summary: string
  /** Everything the caller says, path parameters included. The rest travels as JSON body (POST) or query (GET). */
  readonly input: Input
  /** The body of an answer, or the file that it is. */
  readonly output: Output
  /** The key of `input` that travels as `Authorization: Bearer …`: what must stand in no address and no log. Empty when nothing was sent. */
  readonly bearer?: string
  /** What the route may refuse with beside the house's faults, each with its HTTP status; the body is `{ reason }`. */
  readonly reasons?: Readonly<Record<Reason, number>>
  /** Under which status an answer is sent, where that is not always 200. */
  readonly statusOf?: (answer: never) => number
  /** An answer, and no refusal, takes the caller's login from the browser. */
  readonly endsLogin?: true
  /** Whether a copy may be kept and asked about again; by default nothing is kept. */
  readonly cache?: 'no-cache'
}

/** A route with the types of its parts kept. */
export function route<
  Input extends z.ZodType,
  const Output extends z.ZodType | FileAnswer,
  const Caller extends CallerKind,
  const Reason extends string = never,
>(
  description: Omit<Route<Input, Output, Caller, Reason>, 'statusOf'> & {
    readonly statusOf?: (answer: OutputOf<Output>) => number
  },
): Route<Input, Output, Caller, Reason> {
  return description
}

/** Routes by the name that their handlers and their callers know them by. */
export type RouteTable = Readonly<Record<string, Route>>

/** What whoever calls a route gets. */
export type OutputOf<Output> = Output extends z.ZodType ? z.output<Output> : Uint8Array
