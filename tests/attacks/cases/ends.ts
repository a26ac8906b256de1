import { BROKEN_APPEND, bad, type Case, contested, type Word } from '../case.ts'
import { join, latin } from '../der.ts'
import { FREE } from '../document.ts'
import { append, type Body, withTail } from '../pdf-writer.ts'
import { sealed, signed } from '../sign.ts'

const JUNK: readonly Word[] = ['partial-coverage', 'malformed']
const behind = (id: string, about: string, tail: Body): Case =>
  bad(`ends/${id}`, about, JUNK, () => withTail(sealed(), tail))
const before = (id: string, about: string, head: string): Case =>
  bad(`ends/${id}`, about, 'malformed', () => join(latin(head), sealed().bytes))
const header = (text: string) => signed({}, {}, { header: `${text}%\xe2\xe3\xcf\xd3\n` })

/** Bytes in front of the header and behind the last revision: nothing there is signed, and somebody reads it. */
export const ENDS: readonly Case[] = [
  behind('junk', 'junk behind %%EOF', 'junk '.repeat(144)),
  behind('space', 'one space behind %%EOF', ' '),
  behind('line-end', 'a second line end behind %%EOF', '\n'),
  behind('zeros', 'a thousand zeros behind %%EOF', new Uint8Array(1000)),
  behind('comment', 'a comment behind %%EOF', '% Analysis: 98\n'),
  behind('end-twice', '%%EOF twice', '%%EOF\n'),
  behind('archive', 'a zip archive behind the end', 'PK\x05\x06'.padEnd(26, '\x00')),
  behind('five-megabytes', 'five megabytes of junk', new Uint8Array(5_000_000).fill(65)),
  bad('ends/junk-before-update', 'junk between two revisions', BROKEN_APPEND, () =>
    append(sealed(), { objects: new Map([[FREE, '<< >>']]), before: 'junk\n' }),
  ),
  before('line-end-first', 'a line end before the header', '\n'),
  before('archive-first', 'another kind of file that ends as this one', 'PK\x03\x04'),
  before('mark-first', 'a byte order mark before the header', '\xef\xbb\xbf'),
  before('page-first', 'a web page before the header', '<html><script>1</script></html>\n'),
  bad('ends/signed-junk', 'junk before the header, signed along, offsets right', 'malformed', () =>
    header('GIF89a;\n%PDF-1.7\n'),
  ),
  bad('ends/no-header', 'no header at all', 'malformed', () => header('')),
  bad('ends/half-header', 'half a header', 'malformed', () => header('%PDF\n')),
  contested('contested/version-9.9', 'a version that is none', ['valid', 'malformed', 'unsupported'], () =>
    header('%PDF-9.9\n'),
  ),
  bad(
    'ends/signed-junk-behind',
    'junk behind %%EOF that the signature covers',
    ['malformed', 'partial-coverage', 'tampered'],
    () => sealed({}, {}, { tail: at => `startxref\n${at}\n%%EOF\nAnalysis: 98\n` }),
  ),
  bad('ends/signed-without-end', 'a signed file without %%EOF', 'malformed', () =>
    sealed({}, {}, { tail: at => `startxref\n${at}\n` }),
  ),
  bad('ends/signed-wrong-startxref', 'a signed file whose startxref leads into a page', 'malformed', () =>
    sealed({}, {}, { tail: at => `startxref\n${at - 700}\n%%EOF\n` }),
  ),
  bad('ends/encrypted', 'an encrypted file', ['unsupported', 'malformed'], () =>
    sealed({}, { more: new Map([[12, '<< /Filter /Standard /V 1 /R 2 >>']]) }, { trailer: '/Encrypt 12 0 R' }),
  ),
  bad('ends/cut', 'the last hundred bytes cut', ['malformed', 'partial-coverage', 'tampered'], () =>
    sealed().bytes.slice(0, -100),
  ),
  bad('ends/cut-in-half', 'half a file', 'malformed', () => {
    const { bytes } = sealed()
    return bytes.slice(0, bytes.length / 2)
  }),
]
