import { readFile } from 'node:fs/promises'
import type { Result } from '../../../src/result.ts'
import { err, ok } from '../../../src/result.ts'

export const SPOKEN_RATE_HZ = 8_000
const SILENCE = 128
const WAV_HEADER_BYTES = 44

/** Eight-bit samples of the ten digits in one language. */
type Clips = readonly Uint8Array<ArrayBuffer>[]

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
    const loaded: Uint8Array<ArrayBuffer>[] = []
    for (let digit = 0; digit < 10; digit++) {
      const name = `${language}-${digit}.wav`
      const file = await readFile(new URL(name, folder)).catch(() => null)
      if (!file || file.length <= WAV_HEADER_BYTES || file.readUInt32LE(24) !== SPOKEN_RATE_HZ) return err(name)
      loaded.push(new Uint8Array(file.subarray(WAV_HEADER_BYTES)))
    }
    clips[language] = loaded
  }
  return ok({ speak: (language, answer, random) => wav(spoken(clips[language], answer, random)) })
}

function spoken(clips: Clips, answer: string, random: () => number): Uint8Array<ArrayBuffer> {
  const between = (least: number, most: number) => least + (most - least) * random()
  const silence = (seconds: number) => new Uint8Array(Math.round(seconds * SPOKEN_RATE_HZ)).fill(SILENCE)
  const parts = [silence(0.3)]
  for (const digit of answer) {
    const clip = clips[Number(digit)]
    if (!clip) throw new Error('not a digit')
    parts.push(atSpeed(clip, between(0.88, 1.08), between(0.75, 1)), silence(between(0.35, 0.6)))
  }
  const samples = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    samples.set(part, at)
    at += part.length
  }
  // A murmur under the voice: a recording of a digit is not found again by its bytes.
  let murmur = 0
  for (let sample = 0; sample < samples.length; sample++) {
    murmur = murmur * 0.92 + between(-2.4, 2.4)
    samples[sample] = Math.min(255, Math.max(0, Math.round(samples[sample]! + murmur)))
  }
  return samples
}

function atSpeed(clip: Uint8Array<ArrayBuffer>, speed: number, loudness: number): Uint8Array<ArrayBuffer> {
  const stretched = new Uint8Array(Math.floor(clip.length / speed))
  for (let at = 0; at < stretched.length; at++) {
    const place = at * speed
    const before = clip[Math.floor(place)] ?? SILENCE
    const after = clip[Math.floor(place) + 1] ?? before
    const value = before + (after - before) * (place % 1)
    stretched[at] = Math.round(SILENCE + (value - SILENCE) * loudness)
  }
  return stretched
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
