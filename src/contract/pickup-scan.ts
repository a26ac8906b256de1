/** What stands before the digits of a code of collection where it is scanned: no address and no paper of the house begins so. */
const BEGINNING = 'YZ-PICKUP:'
const SCANNED = new RegExp(`^${BEGINNING}(\\d{8})$`)

/** What a square code holds in which a code of collection is shown to a scanner. */
export function pickupScanOf(code: string): string {
  return `${BEGINNING}${code}`
}

/** The code of collection in what was scanned; null where it is anything else. */
export function pickupCodeIn(scanned: string): string | null {
  return SCANNED.exec(scanned)?.[1] ?? null
}
