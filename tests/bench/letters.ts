import { type APIRequestContext, request } from 'playwright-core'
import { z } from 'zod'
import { NOTABLE_PEOPLE } from '../../demo/university/notable.ts'
import { systemClock } from '../../native/system-clock.ts'
import { randomId } from '../../server/ground/random-id.ts'
import { sleep } from '../../src/clock.ts'
import { applicationSchema, PORTAL_ROUTES } from '../../src/contract/portal-api.ts'
import { type Figure, figure, percentile } from './figure.ts'
import { type House, openHouse } from './house.ts'

/** What is aimed at: of 100 letters 95 are with the relay within so long after the person has applied. */
const AIM_MS = 3_000
const LETTERS = 24
/** Each of so many people applies and sends on. */
const PEOPLE = ['04A1B2C3', '04B7D9E1', '04C0FFEE', '0410E5F6', '04764B5D', '04875C6E'] as const
const LOOK_EVERY_MS = 20
const WITHIN_MS = 60_000

const stateSchema = z.object({ letters: z.array(z.object({ to: z.string(), atMs: z.number() })) })

/**
 * From applying on the web until the relay has the letter with the file: server and relay in processes of their own, over TLS, at the pace that
 * a site has by itself. The pages were looked at before, as people do.
 */
export async function measureLetters(): Promise<Figure[]> {
  const house = await openHouse({ hasCampus: true })
  try {
    const spans: { appliedMs: number; handedMs: number }[] = []
    for (const cardUid of PEOPLE) spans.push(...(await lettersOf(house, cardUid, LETTERS / PEOPLE.length)))
    const handed = spans.map(({ handedMs }) => handedMs)
    return [
      figure(
        'apply-answered',
        'ms',
        null,
        spans.map(({ appliedMs }) => appliedMs),
      ),
      figure('apply-to-relay', 'ms', null, handed),
      figure('apply-to-relay-p95', 'ms', AIM_MS, [percentile(handed, 0.95)]),
    ]
  } catch (error) {
    process.stderr.write(house.lastWords('server'))
    throw error
  } finally {
    await house.close()
  }
}

async function lettersOf(house: House, cardUid: string, count: number) {
  const { number } = NOTABLE_PEOPLE.find(one => one.cardUid === cardUid)!.person
  const browser = await logIn(house, number)
  const post = async (path: string, data: object) => {
    const answer = await browser.post(`/v1/portal/applications${path}`, { data })
    if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`)
    return answer.json()
  }
  const asked = await browser.get('/v1/portal/offers')
  const { offers } = PORTAL_ROUTES.offers.output.parse(await asked.json())
  const spans: { appliedMs: number; handedMs: number }[] = []
  for (const { kind, edition } of offers.filter(({ unavailable }) => unavailable === null).slice(0, count)) {
    const { applicationId } = applicationSchema.parse(await post('', { kind, edition }))
    const to = `${randomId()}@example.com`
    const beganMs = Date.now()
    await post(`/${applicationId}/apply`, { purpose: '' })
    const appliedMs = Date.now() - beganMs
    await post(`/${applicationId}/letters`, { to, language: 'zh-CN', wishId: randomId() })
    spans.push({ appliedMs, handedMs: (await arrivedAt(house, to)) - beganMs })
  }
  await browser.dispose()
  return spans
}

/** Somebody's browser, as far as it asks without a page; logged in by the university's login. */
async function logIn({ server, campus }: House, number: string): Promise<APIRequestContext> {
  const headers = { 'sec-fetch-site': 'same-origin', origin: server }
  const browser = await request.newContext({ baseURL: server, ignoreHTTPSErrors: true, extraHTTPHeaders: headers })
  const led = await browser.get('/auth/begin?way=cas&to=/p/', { maxRedirects: 0 })
  const service = new URL(led.headers().location ?? '').searchParams.get('service')
  const signedIn = await browser.post(`${campus}/_sim/cas/sign-in`, { data: { number, service } })
  await browser.get(z.object({ location: z.string() }).parse(await signedIn.json()).location)
  return browser
}

async function arrivedAt({ campus }: House, to: string): Promise<number> {
  const untilMs = Date.now() + WITHIN_MS
  for (;;) {
    const { letters } = stateSchema.parse(await (await fetch(`${campus}/_sim/mailbox/state`)).json())
    const found = letters.find(letter => letter.to.toLowerCase() === to.toLowerCase())
    if (found) return found.atMs
    if (Date.now() > untilMs) throw new Error('a letter has not come')
    await sleep(systemClock, LOOK_EVERY_MS)
  }
}
