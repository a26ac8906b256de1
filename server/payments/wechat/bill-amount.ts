/** More than any order may cost, and far below where whole numbers end. */
const YUAN_DIGITS_MAX = 10
const AMOUNT = new RegExp(`^(\\d{1,${YUAN_DIGITS_MAX}})(?:\\.(\\d{1,2}))?$`)

/** Fen of an amount that a bill writes in yuan, such as `4.00`; null for anything else. No fraction is ever reckoned with. */
export function fenOfYuan(text: string): number | null {
  const [, yuan, part = ''] = AMOUNT.exec(text) ?? []
  return yuan === undefined ? null : Number(yuan) * 100 + Number(part.padEnd(2, '0'))
}
