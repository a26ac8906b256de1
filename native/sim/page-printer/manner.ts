import type { Bilingual } from '../../../src/contract/texts.ts'

/** Where a manner stands on the page of the devices. */
export type MannerGroup = 'memory' | 'counts' | 'answers' | 'ends' | 'abilities'

interface AnyManner {
  readonly group: MannerGroup
  readonly label: Bilingual
}

/** On or off; off is how a good printer is. */
export interface SwitchManner extends AnyManner {
  readonly kind: 'switch'
}

/** So many milliseconds or characters; without a number a printer is good. */
export interface AmountManner extends AnyManner {
  readonly kind: 'amount'
  readonly unit: 'ms' | 'characters'
  /** What the page of the devices offers first. */
  readonly usual: number
}

/** One of several ways; the first is that of a good printer. */
export interface ChoiceManner<Choice extends string = string> extends AnyManner {
  readonly kind: 'choice'
  readonly choices: Readonly<Record<Choice, Bilingual>>
}

export type Manner = SwitchManner | AmountManner | ChoiceManner

/** What a manner of this form can be set to. */
export type MannerValue<M extends Manner> = M extends SwitchManner
  ? boolean
  : M extends AmountManner
    ? number | null
    : M extends ChoiceManner<infer Choice>
      ? Choice
      : never

type Both = readonly [zh: string, en: string]
const both = ([zh, en]: Both): Bilingual => ({ zh, en })

export function onOff(group: MannerGroup, ...label: Both): SwitchManner {
  return { kind: 'switch', group, label: both(label) }
}

export function amount(group: MannerGroup, label: Both, unit: AmountManner['unit'], usual: number): AmountManner {
  return { kind: 'amount', group, label: both(label), unit, usual }
}

export function oneOf<Choice extends string>(
  group: MannerGroup,
  label: Both,
  choices: Readonly<Record<Choice, Both>>,
): ChoiceManner<Choice> {
  const entries = Object.entries(choices) as [Choice, Both][]
  const worded = Object.fromEntries(entries.map(([choice, words]) => [choice, both(words)]))
  return { kind: 'choice', group, label: both(label), choices: worded as Record<Choice, Bilingual> }
}

/** How a good printer does it. */
export function goodValue(manner: Manner): boolean | number | string | null {
  if (manner.kind === 'switch') return false
  return manner.kind === 'amount' ? null : Object.keys(manner.choices)[0]!
}

const AMOUNT_MAX = 3_600_000

/** Whether the manner can be set to this. */
export function canBe(manner: Manner, value: unknown): boolean {
  if (manner.kind === 'switch') return typeof value === 'boolean'
  if (manner.kind === 'choice') return typeof value === 'string' && Object.hasOwn(manner.choices, value)
  return value === null || (Number.isInteger(value) && Number(value) >= 0 && Number(value) <= AMOUNT_MAX)
}
