import { z } from 'zod'
import { secureUrl } from '../../../src/secure-url.ts'
import { readSecret } from '../../ground/secret-file.ts'

const TIME_LIMIT_MS = 10_000
const ANSWER_BYTES_MAX = 16_384
/** A text of the robot's holds so many bytes. */
const CONTENT_BYTES_MAX = 2_000

const answerSchema = z.object({ errcode: z.int(), errmsg: z.string().max(400).default('') })

/** What a robot said to a message. `later`: it may take it another time. */
export type RobotOutcome = { readonly kind: 'taken' | 'later' | 'refused'; readonly reply: string }

/** It has had too many, or is not itself just now. */
const LATER_CODES = [-1, 45_009, 45_033]

/** Puts a message into a group of WeCom by its robot: a web address that whoever knows it may post to. */
export async function tellRobot(urlFile: string, content: string, signal: AbortSignal): Promise<RobotOutcome> {
  const url = secureUrl.safeParse(await readSecret(urlFile).catch(() => ''))
  if (!url.success) return { kind: 'later', reply: 'the file of its address holds none' }
  try {
    const answer = await fetch(url.data, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ msgtype: 'text', text: { content: cut(content) } }),
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIME_LIMIT_MS)]),
    })
    const said = answerSchema.safeParse(jsonOf(await textOf(answer)))
    if (answer.status !== 200 || !said.success) return { kind: 'later', reply: `HTTP ${answer.status}` }
    const { errcode, errmsg } = said.data
    const reply = `${errcode} ${errmsg}`.trim().slice(0, 200)
    if (errcode === 0) return { kind: 'taken', reply }
    return { kind: LATER_CODES.includes(errcode) ? 'later' : 'refused', reply }
  } catch (error) {
    // Never its words, in which the address may stand.
    return { kind: 'later', reply: error instanceof Error ? error.name : 'unknown' }
  }
}

/** Whole lines, as many as it holds. */
function cut(content: string): string {
  const bytes = (text: string) => Buffer.byteLength(text, 'utf8')
  const lines = content.split('\n')
  while (lines.length > 1 && bytes(lines.join('\n')) > CONTENT_BYTES_MAX) lines.pop()
  return lines.join('\n').slice(0, CONTENT_BYTES_MAX / 3)
}

async function textOf(answer: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of answer.body ?? []) {
    bytes += chunk.byteLength
    if (bytes > ANSWER_BYTES_MAX) break
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
