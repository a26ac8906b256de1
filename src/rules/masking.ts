/**
 * How people are shown on a public screen: recognisable to themselves, to nobody else (GB/T 35273-2020, 7.2). Masking is
 * done on the server, so that whole values never reach a kiosk.
 */

/** Compound surnames that are still borne; a name that begins with one keeps both characters. */
const COMPOUND_SURNAMES = new Set([
  ...['欧阳', '司马', '上官', '诸葛', '东方', '皇甫', '尉迟', '公孙', '慕容', '司徒', '令狐', '夏侯', '长孙', '宇文'],
  ...['轩辕', '端木', '百里', '南宫', '东郭', '西门', '独孤', '呼延', '司空', '太史', '公羊', '淳于', '申屠', '闻人'],
])

/**
 * A name with all but the surname starred: 张*, 张**, 欧阳*. Where a middle dot divides the name only its first character is
 * kept. In Latin letters the first letter of each word is kept: `J*** S****`.
 */
export function maskName(name: string): string {
  const characters = [...name.normalize('NFC').trim()]
  if (!characters.some(isHan)) return maskLatin(characters.join(''))
  const divided = characters.includes('·')
  const compound = characters.length > 2 && COMPOUND_SURNAMES.has(characters.slice(0, 2).join(''))
  const kept = characters.length === 1 ? 0 : compound && !divided ? 2 : 1
  return characters.map((character, i) => (i < kept || character === '·' ? character : '*')).join('')
}

const isHan = (character: string) => /\p{Script=Han}/u.test(character)

function maskLatin(name: string): string {
  const maskWord = (word: string) => {
    const [first = '', ...rest] = [...word]
    return rest.length === 0 ? '*' : first + '*'.repeat(rest.length)
  }
  return name.split(/\s+/u).map(maskWord).join(' ')
}

/**
 * Words that somebody has written about a person, with a name, an address or a number anywhere in them: of each run of letters and digits the
 * first is kept, of one that is a single sign nothing. `王* w***@e******.c**` is what somebody recognises who has the paper before them.
 */
export const maskWords = (text: string): string =>
  text.normalize('NFC').replaceAll(/[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu, run => {
    const [first = '', ...rest] = [...run]
    return rest.length === 0 ? '*' : first + '*'.repeat(rest.length)
  })

/** A student or staff number of which the last four characters are kept, or the last half when it is shorter than eight. */
export function maskNumber(number: string): string {
  const kept = Math.min(4, Math.floor(number.length / 2))
  return '*'.repeat(number.length - kept) + number.slice(number.length - kept)
}

/** An identity number of which the first three and the last four characters are kept. */
export function maskIdNumber(idNumber: string): string {
  if (idNumber.length < 15) return maskNumber(idNumber)
  return idNumber.slice(0, 3) + '*'.repeat(idNumber.length - 7) + idNumber.slice(-4)
}
