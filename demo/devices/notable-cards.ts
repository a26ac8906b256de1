import type { DockIdCard, DockState } from '../../renderer/dev-dock/dock-contract.ts'
import { NOTABLE_CARDS } from '../university/notable.ts'

/** The cards of the sample university that are worth trying, as the dock shows them. */
export function notableCards(): DockState['notableCards'] {
  return NOTABLE_CARDS.map(({ cardUid, label, idCard }) => ({
    uid: cardUid,
    note: label,
    idCard: idCard && idCardOf(idCard),
  }))
}

function idCardOf({ name, idNumber }: { readonly name: string; readonly idNumber: string }): DockIdCard {
  const type = typeOf(idNumber)
  const card = { type, name, idNumber, validUntil: '20361231' }
  return type.startsWith('foreign') ? { ...card, latinName: name } : card
}

/** The number tells the card: 9 for foreigners since 2023, the three regions by their place code, else a resident. */
function typeOf(idNumber: string): DockIdCard['type'] {
  if (idNumber.startsWith('9')) return 'foreign-2023'
  if (/^[A-Z]{3}\d{12}$/.test(idNumber)) return 'foreign-2017'
  return /^8[123]0000/.test(idNumber) ? 'hk-macao-taiwan' : 'resident'
}
