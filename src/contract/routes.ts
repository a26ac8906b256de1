import type { z } from 'zod'

/** One request of the server's API, described once: the server registers it, the station's client calls it. */
export interface Route<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> {
  readonly method: 'GET' | 'POST'
  /** Fastify's form, for example `/v1/orders/:orderId`; every `:name` is a key of `input`. */
  readonly path: string
  /** Everything the caller says, path parameters included. The rest travels as JSON body (POST) or query (GET). */
  readonly input: Input
  /** The body of a 200 answer. `'bytes'` routes answer with the file itself. */
  readonly output: Output | 'bytes'
  /** Whether the request must carry a terminal's signature. */
  readonly signed: boolean
  readonly summary: string
}

export function route<Input extends z.ZodType, Output extends z.ZodType>(description: {
  method: 'GET' | 'POST'
  path: string
  input: Input
  output: Output
  signed: boolean
  summary: string
}): Route<Input, Output> & { output: Output } {
  return description
}
