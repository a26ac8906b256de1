/** An amount as people and books name it: `¥5.00 (500 fen)`. */
export function sayAmount(amountFen: number): string {
  return `${sayYuan(amountFen)} (${amountFen} fen)`
}

/** `¥5.00`. */
export function sayYuan(amountFen: number): string {
  const [sign, fen] = [amountFen < 0 ? '-' : '', Math.abs(amountFen)]
  return `${sign}¥${Math.trunc(fen / 100)}.${String(fen % 100).padStart(2, '0')}`
}

/** A moment as a clock on the wall of the house shows it, `2026-11-29 10:00:05`; `timeZone` is an IANA name. */
export function sayTime(timeZone: string, at: Date): string {
  // Swedish writes dates the way ISO 8601 does.
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(at)
}
