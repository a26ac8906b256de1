import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { MISS_DELAY_MAX_MS, MISS_DELAY_MS } from '../../server/ground/limits/guess-watch.ts'
import { newVerificationCode } from '../../server/issuing/verification-code.ts'
import { codeAnswerSchema } from '../../src/verification/api.ts'
import { type Answer, ask as askServer, type ServerWorld, startServerWorld } from '../peers/server-world.ts'
import { describeOnStores } from '../peers/stores.ts'
import { createTerminalDouble } from '../peers/terminal-double.ts'
import {
  RIGHT_ANSWER,
  startVerificationWorld,
  type VerificationWorld,
  type WorldOptions,
} from '../peers/verification-world.ts'

const json = { 'content-type': 'application/json' }
/** A campus behind one address. */
const CAMPUS = '203.0.113.9'

/** Lets time go on until an answer is there; resolves with it and with how long it was held back, in ms. */
async function timed<T>({ clock }: Pick<ServerWorld | VerificationWorld, 'clock'>, asked: Promise<T>) {
  const beganMs = clock.monotonic()
  let isOver = false
  const over = asked.finally(() => {
    isOver = true
  })
  while (!isOver) {
    await new Promise(resolve => setImmediate(resolve))
    if (clock.pending() > 0) await clock.advance(100)
  }
  return { answer: await over, heldMs: clock.monotonic() - beganMs }
}

describeOnStores('whoever guesses codes', store => {
  const worlds: VerificationWorld[] = []
  let world: VerificationWorld
  const begin = async (options: WorldOptions = {}) => {
    const begun = await startVerificationWorld(store(), options)
    worlds.push(begun)
    return begun
  }
  beforeAll(async () => {
    world = await begin()
  })
  afterAll(() => Promise.all(worlds.map(one => one.close())))
  // What one test has counted is over before the next.
  afterEach(() => world.clock.advance(15 * 60_000))

  const tokenFor = async (from: string) => {
    const response = await fetch(`${world.base}/v1/verification/captcha`, { headers: { 'x-forwarded-for': from } })
    return ((await response.json()) as { token: string }).token
  }
  const ask = async (code: string, from: string) => {
    const asked = { code, captchaToken: await tokenFor(from), captchaAnswer: RIGHT_ANSWER }
    const response = await fetch(`${world.base}/v1/verification/code`, {
      ...{ method: 'POST', body: JSON.stringify(asked), headers: { ...json, 'x-forwarded-for': from } },
    })
    return { status: response.status, ...codeAnswerSchema.parse(await response.json()) }
  }
  const askOnPage = async (code: string, from: string) => {
    const form = { code, answer: RIGHT_ANSWER, token: await tokenFor(from) }
    const headers = { 'x-forwarded-for': from }
    const body = new URLSearchParams(form)
    const response = await fetch(`${world.base}/v/plain/code`, { method: 'POST', body, headers })
    return { status: response.status, html: await response.text() }
  }

  it('shuts nobody out behind the same address, on the page nor for programs, and pays ever more for it', async () => {
    const { code } = await world.issue()
    let last = 0
    for (let miss = 0; miss < 30; miss++) {
      const { answer, heldMs } = await timed(world, ask(newVerificationCode(), CAMPUS))
      expect(answer).toMatchObject({ status: 200, outcome: 'not-found' })
      expect(heldMs).toBeGreaterThanOrEqual(last)
      last = heldMs
    }
    expect(last).toBe(MISS_DELAY_MAX_MS)
    expect(await timed(world, ask(code, CAMPUS))).toMatchObject({
      answer: { status: 200, outcome: 'found' },
      heldMs: 0,
    })
    const onPage = await timed(world, askOnPage(code, CAMPUS))
    expect(onPage).toMatchObject({ answer: { status: 200, html: expect.stringContaining('verdict valid') }, heldMs: 0 })
  })

  it('does not shut the holder of a paper out by its beginning, from however many addresses', async () => {
    const { code } = await world.issue()
    for (let miss = 0; miss < 20; miss++) {
      const near = code.slice(0, -1) + (code.endsWith('7') ? '8' : '7')
      const { answer } = await timed(world, ask(near, `192.0.2.${miss}`))
      expect(answer.outcome).toBe('not-found')
    }
    expect(await timed(world, ask(code, '198.51.100.1'))).toMatchObject({ answer: { outcome: 'found' }, heldMs: 0 })
  })

  it('gets no further by asking a hundred at once, and the holder beside is answered at once', async () => {
    const { code } = await world.issue()
    const tokens = await Promise.all(Array.from({ length: 100 }, () => tokenFor(CAMPUS)))
    const flood = tokens.map(captchaToken =>
      fetch(`${world.base}/v1/verification/code`, {
        method: 'POST',
        headers: { ...json, 'x-forwarded-for': CAMPUS },
        body: JSON.stringify({ code: newVerificationCode(), captchaToken, captchaAnswer: RIGHT_ANSWER }),
      }),
    )
    // Time stands still: those that are held back stay so, and the others were told to come later.
    expect(await ask(code, CAMPUS)).toMatchObject({ outcome: 'found' })
    const { answer } = await timed(world, Promise.all(flood))
    const statuses = answer.map(({ status }) => status)
    expect(statuses.filter(status => status === 200)).toHaveLength(20)
    const later = answer.filter(({ status }) => status === 429)
    expect(later).toHaveLength(80)
    expect(later.map(one => one.headers.get('retry-after'))).toEqual(Array(80).fill('60'))
  })

  it('is believed no address of their own making where no proxy is named', async () => {
    const bare = await begin({ trustedProxies: [] })
    const statuses = []
    for (let time = 0; time <= 20; time++) {
      const headers = { ...json, 'x-forwarded-for': `198.51.100.${time}`, forwarded: `for=198.51.100.${time}` }
      const url = `${bare.base}/v1/verification/certificates`
      const body = JSON.stringify({ sha256: 'f'.repeat(64) })
      statuses.push((await fetch(url, { method: 'POST', body, headers })).status)
    }
    expect(statuses).toEqual([...Array(20).fill(404), 429])
  })

  it('finds their limits where they were after a restart, and at every other server on the database', async () => {
    const url = (at: VerificationWorld) => `${at.base}/v1/verification/certificates`
    const body = JSON.stringify({ sha256: 'f'.repeat(64) })
    const statusAt = async (at: VerificationWorld, from: string) =>
      (await fetch(url(at), { method: 'POST', body, headers: { ...json, 'x-forwarded-for': from } })).status
    for (let time = 0; time < 20; time++) expect(await statusAt(world, `2001:db8:5::${time}`)).toBe(404)
    const other = await begin({ clock: world.clock })
    expect(await statusAt(other, '2001:db8:5::ffff')).toBe(429)
    expect(await statusAt(other, '2001:db8:6::1')).toBe(404)
  })
})

describe('whoever guesses enrolment codes', () => {
  let world: ServerWorld
  beforeAll(async () => {
    world = await startServerWorld(null)
  })
  afterAll(() => world?.close())

  const double = createTerminalDouble()
  const enrol = (code: string): Promise<Answer> =>
    askServer(world.base(), 'POST', '/v1/terminals/enrol', json, JSON.stringify(double.prove(code)))

  it('keeps nobody with the right code behind the same address from enrolling, also over a restart', async () => {
    const place = { name: { zh: '二号机', en: 'Kiosk 2' }, place: { zh: '大厅', en: 'Hall' } }
    const { code } = await world.server().doors.terminals.createEnrolmentCode(place)
    const wrong = `${code.slice(0, -1)}${code.endsWith('7') ? '8' : '7'}`
    const heldMs = async () => {
      const { answer, heldMs } = await timed(world, enrol(wrong))
      expect(answer).toMatchObject({ status: 403, json: { fault: { code: 'terminal-refused' } } })
      return heldMs
    }
    expect(await heldMs()).toBeGreaterThanOrEqual(MISS_DELAY_MS)
    for (let miss = 1; miss < 12; miss++) await heldMs()
    expect(await heldMs()).toBeGreaterThanOrEqual(MISS_DELAY_MAX_MS)
    await world.restart()
    expect(await heldMs()).toBeGreaterThanOrEqual(MISS_DELAY_MAX_MS)
    const beganMs = world.clock.monotonic()
    expect(await enrol(code)).toMatchObject({ status: 200 })
    expect(world.clock.monotonic()).toBe(beganMs)
  })
})
