import { latin1, toHex } from '../pdf/bytes.ts'

/** What people choose in place of a PDF, by its first bytes; `other` is everything that has no words of its own. */
export const OTHER_KINDS = ['empty', 'zip', 'ofd', 'office', 'picture', 'web-page', 'encoded'] as const
export type OtherKind = (typeof OTHER_KINDS)[number]
export type FileKind = OtherKind | 'pdf' | 'other'

/** A header may stand behind what a mail gateway or a web server put in front. */
const HEADER_WITHIN = 64 * 1024
/** Names of the parts of a package stand near its beginning, and all of them at its end. */
const NAMES_WITHIN = 64 * 1024

/** Bytes that a kind begins with, in hex; `.` stands for any digit. */
const STARTS: readonly (readonly [start: string, FileKind])[] = [
  ['255044462d', 'pdf'],
  // JPEG, PNG, GIF, BMP, TIFF.
  ...(['ffd8ff', '89504e470d0a', '47494638', '424d', '49492a00', '4d4d002a'] as const).map(picture),
  // HEIC, as telephones take pictures, AVIF, and WebP.
  ...(['........66747970686569', '........667479706d6966', '........6674797061766966'] as const).map(picture),
  ...(['52494646........57454250'] as const).map(picture),
  // Word, Excel and WPS of old, and RTF.
  ['d0cf11e0a1b11ae1', 'office'],
  ['7b5c727466', 'office'],
  // RAR, 7z and gzip.
  ['52617221', 'zip'],
  ['377abcaf271c', 'zip'],
  ['1f8b', 'zip'],
]
/** A PDF in letters, as mail carries it: base64 or hex from its first byte, by itself, in an address of data, or in a message. */
const ENCODED = /^(?:[\w-]+:[\s\S]*[\r\n]|data:[\w/;=.-]+,)?(?:JVBERi0[\w+/=\r\n]{32}|255044462d[\da-f\r\n]{32})/i
const ZIP_STARTS = ['504b0304', '504b0506']
const LONGEST_START = 16

/** What a file is. Nothing is believed by it: it only chooses the words for a file that has no seal to check. */
export function kindOfFile(bytes: Uint8Array): FileKind {
  if (bytes.every(byte => byte === 0)) return 'empty'
  const start = toHex(bytes.subarray(0, LONGEST_START))
  const known = STARTS.find(([digits]) => beginsWith(start, digits))
  if (known) return known[1]
  const head = latin1(bytes.subarray(0, HEADER_WITHIN))
  if (ZIP_STARTS.some(digits => beginsWith(start, digits))) return kindOfPackage(bytes, head)
  if (head.includes('%PDF-')) return 'pdf'
  if (ENCODED.test(head)) return 'encoded'
  return /^[^<]{0,3}\s*<(?:!doctype html|html|head|\?xml)/i.test(head) ? 'web-page' : 'other'
}

function picture(start: string): readonly [string, FileKind] {
  return [start, 'picture']
}

const beginsWith = (start: string, digits: string): boolean =>
  [...digits].every((digit, at) => digit === '.' || digit === start[at])

/** OFD and the formats of office programs are zip files with parts of known names (GB/T 33190; ECMA-376; ODF). */
function kindOfPackage(bytes: Uint8Array, head: string): FileKind {
  const names = head + latin1(bytes.subarray(Math.max(0, bytes.length - NAMES_WITHIN)))
  if (names.includes('OFD.xml')) return 'ofd'
  return /\[Content_Types\]\.xml|(?:word|xl|ppt)\/|mimetypeapplication\/vnd\.oasis/.test(names) ? 'office' : 'zip'
}
