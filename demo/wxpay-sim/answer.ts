/** What the business says to a request, before it is signed and sent. */
export type Answer = { readonly ok: true; readonly status: 200 | 204; readonly body: object | null } | ErrorAnswer

/** A refusal in WeChat's form. `field` is a JSON pointer into the request. */
export interface ErrorAnswer {
  readonly ok: false
  readonly status: number
  readonly code: string
  readonly message: string
  readonly field?: string
}

export function done(body: object): Answer {
  return { ok: true, status: 200, body }
}

export const NO_CONTENT: Answer = { ok: true, status: 204, body: null }

export function refused(status: number, code: string, message: string, field?: string): ErrorAnswer {
  return field === undefined ? { ok: false, status, code, message } : { ok: false, status, code, message, field }
}

/** RFC 3339 in China's zone, as WeChat writes its times. */
export function chinaTime(atMs: number): string {
  return `${new Date(atMs + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`
}
