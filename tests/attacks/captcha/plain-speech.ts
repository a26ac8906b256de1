import { readFileSync } from 'node:fs'
import { SPOKEN_RATE_HZ, wav } from '../../../server/ground/captcha/speak-captcha.ts'

const SILENCE = 128

/** Digits as no captcha should speak them: the recordings one after the other, a little slower or faster, with silence between. */
export function plainSpeech(language: 'zh' | 'en', answer: string, random: () => number): Uint8Array {
  const silence = () => new Uint8Array(Math.round((0.35 + 0.25 * random()) * SPOKEN_RATE_HZ)).fill(SILENCE)
  const parts = [...answer].flatMap(digit => {
    const address = new URL(`../../../server/ground/captcha/spoken/${language}-${digit}.wav`, import.meta.url)
    const clip = new Uint8Array(readFileSync(address)).subarray(44)
    const speed = 0.88 + 0.2 * random()
    return [
      silence(),
      Uint8Array.from({ length: Math.floor(clip.length / speed) }, (_, at) => clip[Math.floor(at * speed)]!),
    ]
  })
  return wav(new Uint8Array(Buffer.concat([...parts, silence()])))
}
