import { PNG } from 'pngjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { fakeClock } from '../../../src/fake-clock.ts'
import { unwrap } from '../../../src/result.ts'
import { captchaSchema } from '../../../src/verification/api.ts'
import { describeOnStores } from '../../../tests/peers/stores.ts'
import { createSealedTokens } from '../sealed-token.ts'
import { createCaptchas } from './captcha.ts'
import { CAPTCHA_HEIGHT, CAPTCHA_WIDTH, digitLines } from './captcha-lines.ts'
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
  it('is a PNG of one pen and two shades that holds no text, and is another one each time', () => {
    const [one, two] = [drawCaptcha('314159', Math.random), drawCaptcha('314159', Math.random)]
    expect(one).not.toBe(two)
    expect(captchaSchema.shape.picture.safeParse(one).success).toBe(true)
    expect(one.length).toBeLessThan(30_000)
    const { width, height } = PNG.sync.read(Buffer.from(one.split(',')[1]!, 'base64'))
    expect([width, height]).toEqual([CAPTCHA_WIDTH, CAPTCHA_HEIGHT])
  })

  it('has its digits whole inside its frame, by ink that no edge cuts', () => {
    for (let time = 0; time < 300; time++) {
      const answer = String(time * 4999)
        .padStart(6, '0')
        .slice(-6)
      for (const [x, y] of digitLines(answer, (least, most) => least + (most - least) * Math.random()).flat()) {
        expect(Math.min(x, CAPTCHA_WIDTH - x)).toBeGreaterThan(0)
        expect(Math.min(y, CAPTCHA_HEIGHT - y)).toBeGreaterThan(0)
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

  it('have no silence between them that would part them', () => {
    const samples = speaker.speak('en', '314159', Math.random).subarray(44)
    const WINDOW = SPOKEN_RATE_HZ / 10
    const isQuiet = (from: number) => samples.subarray(from, from + WINDOW).every(sample => Math.abs(sample - 128) < 6)
    for (let from = WINDOW; from + 2 * WINDOW < samples.length; from += WINDOW) expect(isQuiet(from)).toBe(false)
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
