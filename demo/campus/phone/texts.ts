import { z } from 'zod'

/** A text as the gateway is asked to send it. */
export const wishSchema = z.strictObject({
  mobile: z.string().regex(/^1\d{10}$/),
  content: z.string().min(1).max(500),
  code: z.string().max(40).optional(),
  /** The same id again is the same text, and is sent once. */
  id: z.string().min(1).max(64).optional(),
})
export type Wish = z.output<typeof wishSchema>

/** A text that has come to a phone. */
export interface PhoneText extends Wish {
  readonly number: number
  readonly atMs: number
}

const TEXTS_MAX = 500

/** The texts that have come, the oldest first. */
export function createTexts(now: () => number) {
  let count = 0
  let texts: PhoneText[] = []
  const waiting = new Set<(text: PhoneText) => void>()
  return {
    all: (): readonly PhoneText[] => texts,
    next: (): Promise<PhoneText> => new Promise(resolve => waiting.add(resolve)),
    clear: () => {
      texts = []
    },
    take: (wish: Wish): void => {
      if (wish.id !== undefined && texts.some(({ id }) => id === wish.id)) return
      const text = { ...wish, number: ++count, atMs: now() }
      texts = [...texts, text].slice(-TEXTS_MAX)
      for (const resolve of waiting) resolve(text)
      waiting.clear()
    },
  }
}
export type Texts = ReturnType<typeof createTexts>
