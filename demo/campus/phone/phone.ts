import type { ServerResponse } from 'node:http'
import { z } from 'zod'
import type { RawRequest } from '../../loopback-server.ts'
import { both, escapeHtml, PAGE_HEADERS, phonePage } from '../../phone-page.ts'
import { CALL_FAULTS, misbehaving } from '../call-faults.ts'
import { createFaultList } from '../faults.ts'
import { type CampusPart, type CampusParts, control, look } from '../part.ts'
import { type PhoneConfig, type PhoneFault, type PhoneFaultInput, phoneFaultSchema } from './phone-config.ts'
import { createTexts, type PhoneText, wishSchema } from './texts.ts'

/** What tests and the demo do with the phones that get texts, in this process. Over HTTP the same is under `/_sim/phone/`. */
export interface SmsPhoneDouble {
  /** What a client of the gateway is told: it posts `{ mobile, content, code, id }` here, and `code` of the answer is `0`. */
  gateway(): { readonly url: string; readonly secret: string }
  /** The oldest first. */
  texts(): readonly PhoneText[]
  /** Resolves with the next one that comes. */
  nextText(): Promise<PhoneText>
  /** Puts a new list of faults in place of the old one. */
  faults(list: readonly PhoneFaultInput[]): void
  /** Forgets texts and faults. */
  reset(): void
}

const TITLE = { zh: '演示手机 · 短信', en: 'Demo phone: texts' }

/** Opens a gateway for texts over HTTP, and the page on which every phone's texts are read, `/phone`. */
export function openSmsPhone(
  config: PhoneConfig,
  { clock, baseUrl }: Pick<CampusParts, 'clock' | 'baseUrl'>,
): { readonly part: CampusPart; readonly double: SmsPhoneDouble } {
  const texts = createTexts(() => clock.now())
  const faults = createFaultList<PhoneFault>()
  const double: SmsPhoneDouble = {
    gateway: () => ({ url: `${baseUrl()}/phone/send`, secret: config.secret }),
    ...{ texts: texts.all, nextText: texts.next },
    faults: list => faults.replace(list.map(one => phoneFaultSchema.parse(one))),
    reset: () => {
      faults.replace([])
      texts.clear()
    },
  }

  const send = ({ headers, body }: RawRequest, response: ServerResponse): void => {
    if (headers.authorization !== config.secret) return say(response, 401, { code: 'unauthorized' })
    const wish = wishSchema.safeParse(jsonOf(body))
    if (!wish.success) return say(response, 400, { code: 'wrong', words: z.prettifyError(wish.error) })
    const word = faults.take(['code'], 'send')
    if (word) return say(response, 200, { code: word.code })
    texts.take(wish.data)
    if (faults.take(['malformed'], 'send')) return void response.writeHead(200).end('taken')
    say(response, 200, { code: '0' })
  }

  const controls: CampusPart['controls'] = {
    'GET state': look(() => ({ gateway: double.gateway(), texts: double.texts() })),
    'PUT faults': control(z.array(phoneFaultSchema).max(200), list => double.faults(list)),
    'GET faults': look(faults.report),
    'POST reset': look(double.reset),
  }
  return {
    double,
    part: {
      ...{ name: 'phone', controls, close: async () => {} },
      answer: (request, response) => {
        const path = request.target.split('?', 1)[0]
        if (request.method === 'POST' && path === '/phone/send')
          return misbehaving(faults.take(CALL_FAULTS, 'send'), clock, response, out => send(request, out))
        const isThere = path === '/phone' || path === '/phone/'
        const words = `<p class="card">${both('没有这个页面。', 'There is no such page.')}</p>`
        const content = isThere ? listOf(texts.all()) : words
        return void response.writeHead(isThere ? 200 : 404, PAGE_HEADERS).end(phonePage(TITLE, content))
      },
    },
  }
}

const say = (response: ServerResponse, status: number, said: object): void =>
  void response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8' }).end(JSON.stringify(said))

function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return null
  }
}

function listOf(texts: readonly PhoneText[]): string {
  if (texts.length === 0)
    return `<p class="card">${both('还没有短信。刷新看新到的。', 'No text has come. Reload to see new ones.')}</p>`
  const rows = texts.toReversed().map(({ mobile, content, atMs }) => {
    const time = new Date(atMs).toISOString().slice(0, 19).replace('T', ' ')
    return `<li><strong>${escapeHtml(mobile)}</strong><br>${escapeHtml(content)}<br><span class="en">${time} UTC</span></li>`
  })
  return `<section class="card"><ol>${rows.join('\n')}</ol></section>`
}
