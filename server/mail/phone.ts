/** A mobile number of the Chinese mainland: eleven digits, the second of which is 3 to 9. */
const MOBILE = /^1[3-9]\d{9}$/
const PREFIX = /^(?:\+|00)86/

/** The eleven digits of a Chinese mobile number as people write it, with +86, blanks or dashes; null when it is none. */
export function readChineseMobile(typed: string): string | null {
  if (typed.length > 30 || !/^\+?[\d -]+$/.test(typed)) return null
  const digits = typed.replaceAll(/[ -]/g, '').replace(PREFIX, '')
  return MOBILE.test(digits) ? digits : null
}

/** A number as staff may see it: `138****5678`. */
export const maskedPhone = (phone: string): string => `${phone.slice(0, 3)}****${phone.slice(-4)}`
