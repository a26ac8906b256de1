import type { z } from 'zod'

/** A file in place of JSON: what kind it is, and the most that it may hold. */
export interface FileAnswer {
  readonly mediaType: 'application/pdf' | 'audio/wav'
  readonly maxBytes: number
}

/** One request of the server's API, described once: the server registers it, station and pages call it. */
export interface Route<
  Input extends z.ZodType = z.ZodType,
  Output extends z.ZodType | FileAnswer = z.ZodType | FileAnswer,
> {
  readonly method: 'GET' | 'POST'
  /** Fastify's form, for example `/v1/orders/:orderId`; every `:name` is a key of `input`. */
  readonly path: string
  /** Everything the caller says, path parameters included. The rest travels as JSON body (POST) or query (GET). */
  readonly input: Input
  /** The body of a 200 answer. */
  readonly output: Output
  /** The key of `input` that travels as `Authorization: Bearer …`: what must stand in no address and no log. */
  readonly bearer?: string
  /** Other statuses under which the body is `output` too. */
  readonly alsoAnswersWith?: readonly number[]
  /** Whether the request must carry a terminal's signature. */
  readonly signed: boolean
  readonly summary: string
}

export function route<Input extends z.ZodType, const Output extends z.ZodType | FileAnswer>(
  description: Route<Input, Output>,
): Route<Input, Output> {
  return description
}
