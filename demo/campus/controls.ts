import type { ServerResponse } from 'node:http'
import { z } from 'zod'
import type { RawRequest } from '../loopback-server.ts'
import type { CampusPart } from './part.ts'

/** Answers `/_sim/NAME/…`: the strings by which tests and the demo move the systems of the campus. */
export async function answerControl(
  parts: readonly CampusPart[],
  { method, target, body }: RawRequest,
  response: ServerResponse,
): Promise<void> {
  const say = (status: number, said: unknown) =>
    void response
      .writeHead(status, { 'Content-Type': 'application/json; charset=utf-8' })
      .end(JSON.stringify(said ?? {}))
  const [, , partName = '', controlName = ''] = target.split('?', 1)[0]!.split('/')
  const controls = parts.find(({ name }) => name === partName)?.controls ?? {}
  const name = `${method} ${controlName}`
  const control = Object.hasOwn(controls, name) ? controls[name] : undefined
  if (!control) return say(404, { error: 'no such control' })
  const parsed = control.body.safeParse(body.length === 0 ? undefined : jsonOf(body))
  if (!parsed.success) return say(400, { error: z.prettifyError(parsed.error) })
  return say(200, await control.run(parsed.data))
}

function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return null
  }
}
