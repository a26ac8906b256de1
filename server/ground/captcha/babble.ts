import type { Between } from './captcha-lines.ts'
import { atLength, atPitch, type Sound } from './change-voice.ts'

/** Together some 3 dB below the digits: a program that looks for them by loudness and likeness errs, and a person follows the clear voice. */
const TALKERS = 3
const LEAST_LOUD = 0.25
const MOST_LOUD = 0.45
const PITCH_SPREAD = 0.18

export const louder = (sound: Sound, by: number): Sound => sound.map(one => one * by)

/** A recording as somebody else would say it: higher or lower, slower or faster. */
export function inOtherVoice(clip: Sound, between: Between): Sound {
  const pitch = between(1 - PITCH_SPREAD, 1 + PITCH_SPREAD)
  return atLength(atPitch(clip, pitch), pitch * between(0.9, 1.3))
}

/** Voices that say nothing, without a pause: digits backwards. */
export function babble(clips: readonly Sound[], length: number, between: Between): Sound {
  const whole = new Float32Array(length)
  for (let talker = 0; talker < TALKERS; talker++)
    for (let from = -Math.round(between(0, 3_000)); from < length; ) {
      const clip = clips[Math.min(clips.length - 1, Math.floor(between(0, clips.length)))]!
      const voice = atPitch(clip, between(1 - PITCH_SPREAD, 1 + PITCH_SPREAD)).toReversed()
      const sound = louder(voice, between(LEAST_LOUD, MOST_LOUD))
      for (let at = Math.max(0, -from); at < sound.length && from + at < length; at++) whole[from + at]! += sound[at]!
      from += Math.round(sound.length * between(0.6, 1.1))
    }
  return whole
}
