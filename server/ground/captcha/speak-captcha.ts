import { readFile } from 'node:fs/promises'
import type { Result } from '../../../src/result.ts'
import { err, ok } from '../../../src/result.ts'
import { babble, inOtherVoice, louder } from './babble.ts'
import type { Sound } from './change-voice.ts'

export const SPOKEN_RATE_HZ = 8_000
const SILENCE = 128
const WAV_HEADER_BYTES = 44

/** The ten digits in one language. */
type Clips = readonly Sound[]

/** Speaks digits from clips that lie beside this file, made by `make-clips.ts`. */
export interface Speaker {
  /** A WAV of the digits in the language, mono, eight bits. */
  speak(language: 'zh' | 'en', answer: string, random: () => number): Uint8Array
}

/** Loads the clips. Refuses with the file that is missing or not what it should be. */
export async function loadSpeaker(
  folder: URL = new URL('./spoken/', import.meta.url),
): Promise<Result<Speaker, string>> {
  const clips: Record<'zh' | 'en', Clips> = { zh: [], en: [] }
  for (const language of ['zh', 'en'] as const) {
    const loaded: Sound[] = []
    for (let digit = 0; digit < 10; digit++) {
      const name = `${language}-${digit}.wav`
      const file = await readFile(new URL(name, folder)).catch(() => null)
      if (!file || file.length <= WAV_HEADER_BYTES || file.readUInt32LE(24) !== SPOKEN_RATE_HZ) return err(name)
      loaded.push(Float32Array.from(file.subarray(WAV_HEADER_BYTES), sample => (sample - SILENCE) / SILENCE))
    }
    clips[language] = loaded
  }
  return ok({ speak: (language, answer, random) => wav(spoken(clips[language], answer, random)) })
}

function spoken(clips: Clips, answer: string, random: () => number): Uint8Array<ArrayBuffer> {
  const between = (least: number, most: number) => least + (most - least) * random()
  const digits: { readonly sound: Sound; readonly from: number }[] = []
  let end = Math.round(between(0.4, 0.9) * SPOKEN_RATE_HZ)
  for (const digit of answer) {
    const clip = clips[Number(digit)]
    if (!clip) throw new Error('not a digit')
    const sound = louder(inOtherVoice(clip, between), between(0.75, 1))
    digits.push({ sound, from: end })
    end += sound.length + Math.round(between(0.3, 0.7) * SPOKEN_RATE_HZ)
  }
  const whole = babble(clips, end, between)
  for (const { sound, from } of digits) for (let at = 0; at < sound.length; at++) whole[from + at]! += sound[at]!
  const loudest = whole.reduce((most, one) => Math.max(most, Math.abs(one)), 0)
  return Uint8Array.from(whole, one => Math.round(SILENCE + (one / loudest) * 120))
}

/** A WAV file of eight-bit mono samples. */
export function wav(samples: Uint8Array): Uint8Array {
  const file = Buffer.alloc(WAV_HEADER_BYTES + samples.length)
  file.write('RIFF', 0, 'latin1')
  file.writeUInt32LE(file.length - 8, 4)
  file.write('WAVEfmt ', 8, 'latin1')
  file.writeUInt32LE(16, 16)
  file.writeUInt16LE(1, 20)
  file.writeUInt16LE(1, 22)
  file.writeUInt32LE(SPOKEN_RATE_HZ, 24)
  file.writeUInt32LE(SPOKEN_RATE_HZ, 28)
  file.writeUInt16LE(1, 32)
  file.writeUInt16LE(8, 34)
  file.write('data', 36, 'latin1')
  file.writeUInt32LE(samples.length, 40)
  file.set(samples, WAV_HEADER_BYTES)
  return new Uint8Array(file)
}
