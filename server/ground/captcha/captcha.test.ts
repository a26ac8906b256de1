import { beforeAll, describe, expect, it } from 'vitest'
import { fakeClock } from '../../../src/fake-clock.ts'
import { unwrap } from '../../../src/result.ts'
import { describeOnStores } from '../../../tests/peers/stores.ts'
import { createSealedTokens } from '../sealed-token.ts'
import { createCaptchas } from './captcha.ts'
import { drawCaptcha } from './draw-captcha.ts'
import { loadSpeaker, SPOKEN_RATE_HZ, type Speaker } from './speak-captcha.ts'

const tokens = createSealedTokens(new Uint8Array(32).fill(7))
const answerIn = (token: string) => tokens.open('captcha', token, 0)!.answer!
let speaker: Speaker
beforeAll(async () => {
  speaker = unwrap(await loadSpeaker())
})

describeOnStores('captchas', store => {
  const start = () => {
    const clock = fakeClock()
    return { clock, captchas: createCaptchas({ db: store().db, clock, tokens, speaker }) }
  }

  it('take the right answer, however it was typed, and take it once', async () => {
    const { captchas } = start()
    const { token, digits } = captchas.make()
    const answer = answerIn(token)
    expect(answer).toMatch(/^\d{6}$/)
    expect(digits).toBe(6)
    const fullWidth = [...answer].map(digit => String.fromCodePoint(0xff10 + Number(digit))).join(' ')
    expect(await captchas.answer(token, fullWidth)).toBe(true)
    expect(await captchas.answer(token, answer)).toBe(false)
  })

  it('are spent by a wrong answer, and by one that comes twice at once', async () => {
    const { captchas } = start()
    const first = captchas.make().token
    expect(await captchas.answer(first, '0')).toBe(false)
    expect(await captchas.answer(first, answerIn(first))).toBe(false)
    const second = captchas.make().token
    const both = await Promise.all([1, 2].map(() => captchas.answer(second, answerIn(second))))
    expect(both.filter(Boolean)).toHaveLength(1)
  })

  it('end after ten minutes, and what was spent is forgotten then', async () => {
    const { clock, captchas } = start()
    const { token } = captchas.make()
    const late = captchas.make().token
    await captchas.answer(token, '0')
    await clock.advance(10 * 60_000 + 1)
    expect(await captchas.answer(late, answerIn(late))).toBe(false)
    expect(captchas.speak(late, 'en')).toBeNull()
    await captchas.tidy()
    expect(await store().db.selectFrom('spent_captcha').selectAll().execute()).toEqual([])
  })

  it('are nothing that anyone can make', async () => {
    const { captchas } = start()
    expect(await captchas.answer('AAAA', '000000')).toBe(false)
    expect(await captchas.answer(tokens.seal('verification-ticket', { answer: '1' }, 9e15), '1')).toBe(false)
  })
})

describe('the picture', () => {
  it('holds no character of the answer as text, and is another one each time', () => {
    const [one, two] = [drawCaptcha('314159', Math.random), drawCaptcha('314159', Math.random)]
    expect(one).not.toBe(two)
    expect(one).not.toMatch(/<text|314159/)
    expect(one.length).toBeLessThan(30_000)
    // The rest of the picture is lines: as many paths for all digits would tell how many strokes there are, and no more.
    expect(one.match(/<path/g)!.length).toBeGreaterThanOrEqual(6 + 3)
  })

  it('stays inside its frame', () => {
    for (let time = 0; time < 200; time++) {
      const svg = drawCaptcha(
        String(time * 4999)
          .padStart(6, '0')
          .slice(-6),
        Math.random,
      )
      for (const [, x, y] of svg.matchAll(/[ML](-?[\d.]+) (-?[\d.]+)/g)) {
        expect(Number(x)).toBeGreaterThan(-6)
        expect(Number(x)).toBeLessThan(266)
        expect(Number(y)).toBeGreaterThan(-3)
        expect(Number(y)).toBeLessThan(93)
      }
    }
  })
})

describe('the spoken digits', () => {
  it.each(['zh', 'en'] as const)('are a WAV of a few seconds in %s', language => {
    const sound = Buffer.from(speaker.speak(language, '314159', Math.random))
    expect(sound.toString('latin1', 0, 4) + sound.toString('latin1', 8, 12)).toBe('RIFFWAVE')
    expect(sound.readUInt32LE(4)).toBe(sound.length - 8)
    expect(sound.readUInt32LE(40)).toBe(sound.length - 44)
    const seconds = (sound.length - 44) / SPOKEN_RATE_HZ
    expect(seconds).toBeGreaterThan(4)
    expect(seconds).toBeLessThan(12)
  })

  it('have six loud stretches with silence between', () => {
    const samples = speaker.speak('en', '314159', Math.random).subarray(44)
    const WINDOW = SPOKEN_RATE_HZ / 20
    const loud = Array.from({ length: Math.floor(samples.length / WINDOW) }, (_, at) =>
      samples.subarray(at * WINDOW, (at + 1) * WINDOW).some(sample => Math.abs(sample - 128) > 50),
    )
    const starts = loud.filter((isLoud, at) => isLoud && !loud.slice(Math.max(0, at - 4), at).some(Boolean))
    expect(starts).toHaveLength(6)
  })

  it('are never the same recording twice', () => {
    const [one, two] = [speaker.speak('zh', '111111', Math.random), speaker.speak('zh', '111111', Math.random)]
    expect(Buffer.from(one).equals(Buffer.from(two))).toBe(false)
  })

  it('are refused where a clip is missing', async () => {
    const missing = await loadSpeaker(new URL('file:///nowhere/'))
    expect(missing).toEqual({ ok: false, error: 'zh-0.wav' })
  })
})
