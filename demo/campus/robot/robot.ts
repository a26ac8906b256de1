import type { ServerResponse } from 'node:http'
import { z } from 'zod'
import type { RawRequest } from '../../loopback-server.ts'
import { both, escapeHtml, PAGE_HEADERS, phonePage } from '../../phone-page.ts'
import { CALL_FAULTS, misbehaving } from '../call-faults.ts'
import { createFaultList } from '../faults.ts'
import { type CampusPart, type CampusParts, control, look } from '../part.ts'
import { type RobotConfig, type RobotFault, type RobotFaultInput, robotFaultSchema } from './robot-config.ts'

/** What tests and the demo do with the robot of a WeCom group. Over HTTP the same is under `/_sim/robot/`. */
export interface RobotDouble {
  /** Where messages are posted, as a group gives it out. */
  url(): string
  /** The oldest first. */
  messages(): readonly string[]
  /** Puts a new list of faults in place of the old one. */
  faults(list: readonly RobotFaultInput[]): void
  /** Forgets messages and faults. */
  reset(): void
}

const TITLE = { zh: '演示企业微信群', en: 'Demo WeCom group' }
/** WeCom takes so many in a minute, and texts of so many bytes. */
const A_MINUTE = 20
const CONTENT_BYTES_MAX = 2_048
const MESSAGES_MAX = 200
const PATH = '/robot/cgi-bin/webhook/send'

const postSchema = z.object({ msgtype: z.literal('text'), text: z.object({ content: z.string().min(1) }) })
const WORDS: Readonly<Record<number, string>> = {
  0: 'ok',
  40008: 'invalid message type',
  40058: 'text.content exceed max length 2048',
  45009: 'api freq out of limit',
  93000: 'invalid webhook url',
}

/** Opens the robot of a group, and the page on which its messages are read, `/robot`. */
export function openRobot(
  config: RobotConfig,
  { clock, baseUrl }: Pick<CampusParts, 'clock' | 'baseUrl'>,
): { readonly part: CampusPart; readonly double: RobotDouble } {
  let messages: { readonly content: string; readonly atMs: number }[] = []
  const faults = createFaultList<RobotFault>()
  const double: RobotDouble = {
    url: () => `${baseUrl()}${PATH}?key=${config.key}`,
    messages: () => messages.map(({ content }) => content),
    faults: list => faults.replace(list.map(one => robotFaultSchema.parse(one))),
    reset: () => {
      faults.replace([])
      messages = []
    },
  }

  const codeFor = (key: string | null, body: Buffer): number => {
    const fault = faults.take(['errcode'], 'send')
    if (fault) return fault.errcode
    if (key !== config.key) return 93_000
    const posted = postSchema.safeParse(jsonOf(body))
    if (!posted.success) return 40_008
    if (Buffer.byteLength(posted.data.text.content) > CONTENT_BYTES_MAX) return 40_058
    if (messages.filter(({ atMs }) => clock.now() - atMs < 60_000).length >= A_MINUTE) return 45_009
    messages = [...messages, { content: posted.data.text.content, atMs: clock.now() }].slice(-MESSAGES_MAX)
    return 0
  }
  const send = ({ target, body }: RawRequest, response: ServerResponse): void => {
    if (faults.take(['malformed'], 'send')) return void response.writeHead(200).end('taken')
    const errcode = codeFor(new URL(target, 'http://robot').searchParams.get('key'), body)
    const said = JSON.stringify({ errcode, errmsg: WORDS[errcode] ?? 'unknown' })
    response.writeHead(200, { 'Content-Type': 'application/json; charset=utf-8' }).end(said)
  }

  const controls: CampusPart['controls'] = {
    'GET state': look(() => ({ url: double.url(), messages: double.messages() })),
    'PUT faults': control(z.array(robotFaultSchema).max(200), list => double.faults(list)),
    'GET faults': look(faults.report),
    'POST reset': look(double.reset),
  }
  return {
    double,
    part: {
      ...{ name: 'robot', controls, close: async () => {} },
      answer: (request, response) => {
        const path = request.target.split('?', 1)[0]
        if (request.method === 'POST' && path === PATH)
          return misbehaving(faults.take(CALL_FAULTS, 'send'), clock, response, out => send(request, out))
        const isThere = path === '/robot' || path === '/robot/'
        const words = `<p class="card">${both('没有这个页面。', 'There is no such page.')}</p>`
        const content = isThere ? listOf(messages) : words
        return void response.writeHead(isThere ? 200 : 404, PAGE_HEADERS).end(phonePage(TITLE, content))
      },
    },
  }
}

function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return null
  }
}

function listOf(messages: readonly { readonly content: string; readonly atMs: number }[]): string {
  if (messages.length === 0)
    return `<p class="card">${both('群里还没有消息。刷新看新到的。', 'No message has come. Reload to see new ones.')}</p>`
  const rows = messages.toReversed().map(({ content, atMs }) => {
    const time = new Date(atMs).toISOString().slice(0, 19).replace('T', ' ')
    return `<li>${escapeHtml(content).replaceAll('\n', '<br>')}<br><span class="en">${time} UTC</span></li>`
  })
  return `<section class="card"><ol>${rows.join('\n')}</ol></section>`
}
