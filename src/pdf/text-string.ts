import { latin1 } from './bytes.ts'

const MARK = 'feff'

/** A text string (ISO 32000-2, 7.9.2), for showing: UTF-16 with its mark, else byte for byte. */
export function textOfString(bytes: Uint8Array): string {
  if (bytes[0] !== 0xfe || bytes[1] !== 0xff) return latin1(bytes)
  let text = ''
  for (let at = 2; at + 1 < bytes.length; at += 2) text += String.fromCharCode(bytes[at]! * 256 + bytes[at + 1]!)
  return text
}

/** A text string as it stands in a file, in hex: UTF-16 with its mark, which every reader shows in any script. */
export function stringOfText(text: string): string {
  const units = text.split('').map(unit => unit.charCodeAt(0).toString(16).padStart(4, '0'))
  return `<${MARK}${units.join('')}>`
}
