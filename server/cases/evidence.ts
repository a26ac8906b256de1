/** Who says a piece of evidence: a station's ledger, a printer, the payment provider, its bill, this server's own tables, a person. */
export const EVIDENCE_SOURCES = ['station', 'printer', 'provider', 'bill', 'server', 'person'] as const
export type EvidenceSource = (typeof EVIDENCE_SOURCES)[number]

/** One thing that somebody has said, with its time. Nothing personal stands in it. */
export interface EvidencePart {
  readonly source: EvidenceSource
  /** When it was said or seen, by the clock of who says it. */
  readonly atMs: number
  /** In the words of who says it; what is longer than 500 characters is cut. */
  readonly says: string
  /** Figures and ids, with units in their names: `sheetsCounted`, `amountFen`. */
  readonly facts?: Readonly<Record<string, string | number | boolean | null>>
}

export type CaseEvidence = readonly EvidencePart[]

const SAYS_CHARACTERS_MAX = 500
const FACTS_MAX = 30
const FACT_CHARACTERS_MAX = 200
/** The first and the last moment that both the database and a calendar of four digits can hold. */
const AT_MIN_MS = 0
const AT_MAX_MS = Date.UTC(9999, 11, 31)

/**
 * The same evidence as a database takes it. Devices and providers say what they like, and a case must open all the same: what is too long
 * is cut, and what no database takes is replaced.
 */
export function storable({ source, atMs, says, facts = {} }: EvidencePart): Required<EvidencePart> {
  const entries = Object.entries(facts).slice(0, FACTS_MAX)
  return {
    source,
    atMs: Number.isFinite(atMs) ? Math.min(AT_MAX_MS, Math.max(AT_MIN_MS, Math.round(atMs))) : AT_MIN_MS,
    says: textOf(says, SAYS_CHARACTERS_MAX),
    facts: Object.fromEntries(
      entries.map(([name, value]) => [
        textOf(name, FACT_CHARACTERS_MAX),
        typeof value === 'string' ? textOf(value, FACT_CHARACTERS_MAX) : value,
      ]),
    ),
  }
}

/** Without what a text of the database can't hold: NUL, and halves of characters. */
export function textOf(text: string, charactersMax: number): string {
  const whole = text.toWellFormed().replaceAll('\0', '\u{fffd}')
  const characters = [...whole]
  return characters.length <= charactersMax ? whole : `${characters.slice(0, charactersMax - 1).join('')}…`
}
