/** What of a person must not be the digits: they stand on cards and in forms. */
export interface PinOwner {
  /** YYYY-MM-DD */
  readonly bornOn: string
  readonly number: string
  readonly idNumber: string | null
}

export const PIN_DIGITS = 6

/** Why digits are refused. */
export type PinFlaw = 'form' | 'simple' | 'personal'

/**
 * Why these six digits would be guessed: one digit or a short group again and again, a row up or down, a day of birth in any order, or a
 * part of a number of the person. Null when they may be taken.
 */
export function pinFlaw(pin: string, owners: readonly PinOwner[]): PinFlaw | null {
  if (!/^\d{6}$/.test(pin)) return 'form'
  if (/^(\d{1,3})\1+$/.test(pin) || isRow(pin) || new Set(pin).size < 3) return 'simple'
  return owners.some(owner => isOf(pin, owner)) ? 'personal' : null
}

/** Each digit the next one, or the one before, nine and nought being neighbours; or in steps of two. */
function isRow(pin: string): boolean {
  const steps = [...pin].slice(1).map((digit, at) => (Number(digit) - Number(pin[at]) + 10) % 10)
  return steps.every(step => step === steps[0]) && [1, 2, 8, 9].includes(steps[0] ?? 0)
}

function isOf(pin: string, { bornOn, number, idNumber }: PinOwner): boolean {
  const [year = '', month = '', day = ''] = bornOn.split('-')
  const short = year.slice(2)
  const days = [
    ...[year + month + day, day + month + year, month + day + year, year + day + month],
    ...[
      short + month + day,
      day + month + short,
      month + day + short,
      month + day + year,
      `${year}${Number(month)}${Number(day)}`,
    ],
  ]
  return [...days, number, idNumber ?? ''].some(text => text.replaceAll(/\D/g, '').includes(pin))
}
