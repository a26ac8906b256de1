import type { ContentOf } from './kiosk-context.ts'
import type { KioskKey } from './words.ts'

/** How to begin, by what the machine has to begin with. */
export function howWords(content: Pick<ContentOf<'attract'>, 'readers' | 'phoneLogin' | 'pickups'>): {
  readonly title: KioskKey
  readonly lead: KioskKey
} {
  const { readers, phoneLogin, pickups } = content
  if (pickups && !phoneLogin && !readers.campusCard && !readers.idCard)
    return { title: 'collecting.title', lead: 'attract.howPickup' }
  if (!phoneLogin) {
    const [card, idCard] = ['attract.howCard', 'attract.howIdCard'] as const
    const one = readers.campusCard ? card : idCard
    return { title: 'attract.howTitle', lead: readers.campusCard && readers.idCard ? 'attract.howBoth' : one }
  }
  if (!readers.campusCard && !readers.idCard) return { title: 'attract.phone', lead: 'attract.howPhone' }
  const one = readers.campusCard ? 'attract.howCardPhone' : 'attract.howIdCardPhone'
  return { title: 'attract.howTitlePhone', lead: readers.campusCard && readers.idCard ? 'attract.howBothPhone' : one }
}
