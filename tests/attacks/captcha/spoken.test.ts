import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../../demo/university/seeded-random.ts'
import { loadSpeaker } from '../../../server/ground/captcha/speak-captcha.ts'
import { unwrap } from '../../../src/result.ts'
import { cuttingListener, type LabelledSound, type Listener } from './listeners.ts'
import { plainSpeech } from './plain-speech.ts'

const MOST_SOLVED = 0.2
const LEARNED = 60

type Speak = (answer: string, random: () => number) => Uint8Array

const labelled = (speak: Speak, seed: number, count: number): LabelledSound[] => {
  const chance = seededRandom(seed)
  const random = () => chance.below(2 ** 30) / 2 ** 30
  return Array.from({ length: count }, () => {
    const answer = String(chance.below(1e6)).padStart(6, '0')
    return { answer, sound: speak(answer, random) }
  })
}
const shareSolved = (listener: Listener, tried: readonly LabelledSound[]) =>
  tried.filter(({ sound, answer }) => listener(sound) === answer).length / tried.length

describe('what a program hears in a spoken captcha that compares it with those it has collected', () => {
  it.each(['zh', 'en'] as const)(
    'is fewer than one in five in %s, and most of what is spoken plainly',
    async language => {
      const speaker = unwrap(await loadSpeaker())
      const speak: Speak = (answer, random) => speaker.speak(language, answer, random)
      expect(shareSolved(cuttingListener(labelled(speak, 1, LEARNED)), labelled(speak, 2, 25))).toBeLessThan(
        MOST_SOLVED,
      )
      // What proves that it is a listener.
      const plain: Speak = (answer, random) => plainSpeech(language, answer, random)
      expect(shareSolved(cuttingListener(labelled(plain, 3, 20)), labelled(plain, 4, 10))).toBeGreaterThan(0.8)
    },
  )
})
