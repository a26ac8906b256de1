import type { IdCard, IdCardReaderEvent } from '../../src/contract/devices.ts'

/** A card that moves is tried this often before the visitor is told. */
const TRIES_MAX = 3
/** A module may miss a card once while it lies there: only this many misses in a row mean that it was taken away. */
const MISSES_MAX = 2

/** One presentation of a card, from laying it down to taking it away: it starts with `reading` and ends with one outcome. */
export interface Presentation {
  /** The module sees a card. Returns whether it is to be read. */
  seen(): boolean
  /** The module sees no card. After a good read most modules say so of the card that still lies there. */
  missed(): void
  read(card: IdCard): void
  /** The try failed in a way that another one may mend. */
  failed(detail: string): void
  /** The card can't be read, however often it is tried. */
  refused(detail: string): void
  /** The module or its link is gone: what was begun is ended. */
  ended(detail: string): void
}

/** Tells the events of one reader, so that each presentation gives one outcome and no more. */
export function createPresentation(tell: (event: IdCardReaderEvent) => void): Presentation {
  let stage: 'none' | 'trying' | 'told' = 'none'
  let tries = 0
  let misses = 0

  const unreadable = (detail: string, next: 'none' | 'told') => {
    if (stage !== 'trying') return
    stage = next
    tell({ kind: 'id-card-unreadable', detail })
  }
  return {
    seen: () => {
      misses = 0
      if (stage === 'none') {
        stage = 'trying'
        tries = 0
        tell({ kind: 'reading' })
      }
      return stage === 'trying'
    },
    missed: () => {
      if (stage === 'none' || ++misses < MISSES_MAX) return
      unreadable('the card was taken away', 'none')
      stage = 'none'
    },
    read: card => {
      stage = 'told'
      misses = 0
      tell({ kind: 'id-card-read', card })
    },
    failed: detail => {
      if (++tries >= TRIES_MAX) unreadable(detail, 'told')
    },
    refused: detail => unreadable(detail, 'told'),
    ended: detail => {
      unreadable(detail, 'none')
      stage = 'none'
      misses = 0
    },
  }
}
