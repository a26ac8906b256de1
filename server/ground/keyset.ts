/** A place in a list that goes by a moment and, where two have the same, by an id. */
export interface PlaceInList {
  readonly at: Date
  readonly id: string
}

/** The place as a page hands it back: it says nothing but where to go on. */
export const cursorOf = ({ at, id }: PlaceInList): string =>
  Buffer.from(`${at.toISOString()} ${id}`, 'utf8').toString('base64url')

/** Null where it is none of ours: of these years there is a moment that the database has, too. */
export function readCursor(text: string | undefined): PlaceInList | null {
  if (text === undefined) return null
  const [, moment = '', id = ''] =
    /^([1-9]\d{3}-\S+) ([A-Za-z0-9_-]{1,64})$/.exec(Buffer.from(text, 'base64url').toString()) ?? []
  const at = new Date(moment)
  return Number.isNaN(at.getTime()) || at.toISOString() !== moment ? null : { at, id }
}

/** A page of rows of which one more was asked for, with the place behind it; null at the end. */
export function pageOf<Row>(rows: readonly Row[], limit: number, placeOf: (row: Row) => PlaceInList) {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { rows: shown, next: rows.length > limit && last !== undefined ? cursorOf(placeOf(last)) : null }
}
