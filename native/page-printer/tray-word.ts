import type { TrayWord } from '../../src/contract/devices.ts'
import type { Supplies } from '../../src/contract/heartbeat-api.ts'
import { type Attributes, textsOf } from '../ipp/read.ts'

/** PWG 5100.7: the trays that a job may name. What is ready in them is told elsewhere. */
export const SOURCE_ATTRIBUTES = ['media-source-supported', 'media-col-supported'] as const

const SOURCES_MAX = 32

/** The trays that a job may name; null from a printer that does not tell them, or does not tell that it takes the name of one. */
export function readSources(attributes: Attributes): string[] | null {
  const members = textsOf(attributes, 'media-col-supported')
  if (members.length > 0 && !members.includes('media-source')) return null
  const sources = textsOf(attributes, 'media-source-supported')
  return sources.length === 0 ? null : sources.slice(0, SOURCES_MAX).map(source => source.slice(0, 60))
}

/** What the printer has told of one tray. Levels are told by another name: one that differs in spelling alone is taken for the same. */
export function trayWordOf(supplies: Pick<Supplies, 'sources' | 'trays'> | null, source: string): TrayWord {
  const sources = supplies?.sources ?? null
  const level = supplies?.trays.find(({ name }) => spelt(name) === spelt(source))?.level
  return {
    there: sources === null ? 'untold' : sources.includes(source) ? 'yes' : 'no',
    sheets: level?.kind === 'known' ? level.value : null,
  }
}

const spelt = (name: string) => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
