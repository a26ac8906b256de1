/** A text in both languages of the house. */
export interface Bilingual {
  readonly zh: string
  readonly en: string
}

/** What is said of one kind of failure, and to whom. */
export interface FaultWords {
  /** Short code that a visitor can read out on the telephone; the same in both languages. */
  readonly ref: `E-${string}`
  /** One sentence: what happened. Never blames, never a technical word. */
  readonly what: Bilingual
  /** One sentence: what the visitor can do now. */
  readonly action: Bilingual
  /** For staff: the likely cause and the first thing to try. */
  readonly staff: Bilingual
}

export function words(
  ref: `E-${string}`,
  what: [zh: string, en: string],
  action: [zh: string, en: string],
  staff: [zh: string, en: string],
): FaultWords {
  const both = ([zh, en]: [string, string]): Bilingual => ({ zh, en })
  return { ref, what: both(what), action: both(action), staff: both(staff) }
}
