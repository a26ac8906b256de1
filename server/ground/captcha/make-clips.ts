import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { SPOKEN_RATE_HZ, wav } from './speak-captcha.ts'

// Makes the clips in ../spoken with espeak-ng. A program for the workshop: run it when a voice is to be changed.
const VOICES = { zh: 'cmn', en: 'en-us' }
const WORDS_A_MINUTE = 125
const QUIET = 350

for (const [language, voice] of Object.entries(VOICES)) {
  for (let digit = 0; digit < 10; digit++) {
    const args = ['-v', voice, '-s', String(WORDS_A_MINUTE), '-a', '160', '--stdout', String(digit)]
    const recorded = execFileSync('espeak-ng', args)
    const rateHz = recorded.readUInt32LE(24)
    const samples = new Int16Array(new Uint8Array(recorded.subarray(44)).buffer)
    writeFileSync(new URL(`./spoken/${language}-${digit}.wav`, import.meta.url), wav(clip(samples, rateHz)))
  }
}

/** Without the silence around it, at the lower rate, each sample the mean of those it stands for, as loud as eight bits hold. */
function clip(samples: Int16Array, rateHz: number): Uint8Array {
  const first = samples.findIndex(value => Math.abs(value) > QUIET)
  const last = samples.findLastIndex(value => Math.abs(value) > QUIET)
  const step = rateHz / SPOKEN_RATE_HZ
  const means: number[] = []
  for (let from = first; from + step <= last; from += step) {
    const span = samples.subarray(Math.round(from), Math.round(from + step))
    means.push(span.reduce((sum, value) => sum + value, 0) / span.length)
  }
  const loudest = Math.max(...means.map(Math.abs))
  return Uint8Array.from(means, value => Math.round(128 + (value / loudest) * 120))
}
